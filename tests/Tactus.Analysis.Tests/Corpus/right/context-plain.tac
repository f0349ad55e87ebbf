planner = Agent { model = "openai/gpt-4o-mini", system_prompt = "For {context.name}.", context = { name = "Ann" } }
other = Agent { model = "openai/gpt-4o-mini", context = "Some text" }
return { text = planner().output .. other().output }
