-- expect: succeeded {"plan": "x", "extra": [1]}
Procedure { output = { plan = field.string{required = true} }, function() return { plan = "x", extra = {1} } end }
