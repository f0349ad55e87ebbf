shout = Tool { description = "Shouts", ["function"] = function(args) return args.text end, input = { text = field.string{} } }
return { text = shout({ text = "A" }) }
