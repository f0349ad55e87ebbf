Prompt("plan", "Plan a day in {city}.")
Hitl("go_on", { type = "approve", message = "Go on?", timeout = 60, default = true })
Hitl("any", { message = "Well?" })
planner = Agent { model = "openai/gpt-4o-mini", system_prompt = Prompt("plan"):gsub("{city}", "Rome") }
return { text = planner().output }
