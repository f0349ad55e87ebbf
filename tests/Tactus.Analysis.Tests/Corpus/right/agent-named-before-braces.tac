Agent "planner" { model = "openai/gpt-4o-mini", system_prompt = "Plan." }
return { text = Agent("planner")({ message = "Go.", temperature = 0 }).output }
