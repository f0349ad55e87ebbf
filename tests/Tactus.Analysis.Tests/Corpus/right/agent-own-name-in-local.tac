local first = Agent { name = "planner", model = "openai/gpt-4o-mini" }
return { text = Agent("planner")().output, same = first.name == "planner" }
