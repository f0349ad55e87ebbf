double = Tool { description = "Doubles", input = { n = field.number{required = true}, description = field.string{} }, function(args) return { n = args.n * 2 } end }
local function twice(n) return Tool("double")({ n = n, description = "a description is an argument here" }).n end
return { n = twice(4), same = Tool.get("double").call_count() }
