double = Tool { description = "Doubles", input = { n = field.number{required = true} }, function(args) return { n = args.n * 2 } end }
return { n = double({ n = 2 }).n, called = double.called(), count = Tool.get_call_count("double") }
