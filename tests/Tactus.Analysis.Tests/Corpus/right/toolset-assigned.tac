one = Tool { description = "One", function() return 1 end }
two = Tool { description = "Two", function() return 2 end }
both = Toolset { tools = { one, two }, exclude = { "two" } }
worker = Agent { model = "openai/gpt-4o-mini", tools = { both } }
return { n = both.one({}) }
