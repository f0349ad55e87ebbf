-- attack: raise an error object whose __tostring takes all memory
-- expect: error an error value whose __tostring failed
error(setmetatable({}, {__tostring = function() return ("x"):rep(1 << 30) end}))

--[==[ control
print(("x"):rep(1 << 10):sub(1, 0) .. "works")
]==]
