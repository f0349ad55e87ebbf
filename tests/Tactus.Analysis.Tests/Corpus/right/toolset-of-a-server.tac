web = Toolset { use = "mcp.web", include = { "search" } }
worker = Agent { model = "openai/gpt-4o-mini", tools = { web, "mcp.other", mcp.third, mcp.fourth.read } }
return { name = worker.name }
