one = Tool { description = "One", function() return 1 end }
Toolset.define("first", { tools = { one } })
local all = Toolset.combine("first", Toolset.define("second", { tools = { { name = "two", function() return 2 end } } }))
local few = Toolset.filter(all, function(name) return name == "one" end)
worker = Agent { model = "openai/gpt-4o-mini", tools = { "first", "second", few } }
return { name = worker.name }
