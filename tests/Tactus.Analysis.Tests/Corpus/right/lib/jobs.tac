sweep = Task { entry = function() return { swept = true } end }
