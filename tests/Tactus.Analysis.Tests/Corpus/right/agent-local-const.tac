local planner <const> = Agent { model = "openai/gpt-4o-mini" }
return { text = planner().output }
