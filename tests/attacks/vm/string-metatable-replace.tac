-- attack: give strings another metatable
-- expect: stopped table expected, got string
local ok, e = pcall(setmetatable, "", {__index = {}})
print(ok and "ESCAPED" or "stopped: " .. e)

--[==[ control
print(pcall(setmetatable, {}, {__index = {}}) and "works")
]==]
