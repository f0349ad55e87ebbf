local extra = nil
planner = Agent { model = "openai/gpt-4o-mini", tools = extra, toolsets = nil, temperature = nil }
return { turns = planner.turns }
