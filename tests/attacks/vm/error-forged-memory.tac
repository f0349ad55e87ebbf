-- attack: pretend that memory ran out
-- expect: error not enough memory
error("not enough memory", 0)

--[==[ control
print("works")
]==]
