-- attack: compile source at run time
-- expect: error attempt to call a nil value (global 'load')
print("ESCAPED", load("return 1")())

--[==[ control
print((function() return "works" end)())
]==]
