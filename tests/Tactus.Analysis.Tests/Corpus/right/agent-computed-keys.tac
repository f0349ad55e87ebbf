local key = "system_" .. "prompt"
planner = Agent { model = "openai/gpt-4o-mini", [key] = "Plan." }
return { text = planner().output }
