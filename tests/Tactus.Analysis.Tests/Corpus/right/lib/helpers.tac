local helper = Agent { model = "openai/gpt-4o-mini", system_prompt = "A module's own." }
measure = Tool { description = "Measures", input = { n = field.number{} }, function(args) return args.n end }
return { measure = measure, ask = function(text) return helper(text).output end }
