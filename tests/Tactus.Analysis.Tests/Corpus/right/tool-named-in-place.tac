local tools = { Tool { name = "first", description = "One", function() return 1 end }, Tool { name = "second", function() return 2 end } }
local worker = Agent { model = "openai/gpt-4o-mini", tools = { tools[1], "second" } }
return { count = #tools, name = worker.name ~= nil }
