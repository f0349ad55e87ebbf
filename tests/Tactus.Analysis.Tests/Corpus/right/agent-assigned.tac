planner = Agent { model = "openai/gpt-4o-mini", system_prompt = "Plan." }
Procedure { function() return { text = planner("Go.").output } end }
