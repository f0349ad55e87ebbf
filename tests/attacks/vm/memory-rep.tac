-- attack: ask for a string larger than memory
-- expect: out_of_memory
local s = ("x"):rep(1 << 30)
print("ESCAPED", #s)

--[==[ control
print(#("x"):rep(1 << 20) == 1 << 20 and "works")
]==]
