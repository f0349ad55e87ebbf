shout = Tool { description = "Shouts", [1] = function() return "A" end }
return { text = shout({}) }
