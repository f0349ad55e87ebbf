measures = Toolset { use = "./lib/measures.tac" }
worker = Agent { model = "openai/gpt-4o-mini", tools = { measures } }
return { text = worker().output }
