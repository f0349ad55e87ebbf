-- attack: turn a function into bytecode
-- expect: error attempt to call a nil value (field 'dump')
print("ESCAPED", string.dump(function() end))

--[==[ control
print(string.rep("works", 1))
]==]
