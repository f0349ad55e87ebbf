width = Tool { description = "Width", function() return 1 end }
local height = Tool { name = "height", description = "Height", function() return 2 end }
