-- procedure: second
-- expect: succeeded {"ran": "second"}

first = Procedure { function() return { ran = "first" } end }
local second = Procedure { function() return { ran = "second" } end }
