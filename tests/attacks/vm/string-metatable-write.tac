-- attack: write into the metatable that all strings share
-- expect: stopped attempt to index a boolean value
local ok, e = pcall(function() getmetatable("").__index = function() return "mine" end end)
print(ok and "ESCAPED" or "stopped: " .. e)

--[==[ control
local t = setmetatable({}, {})
getmetatable(t).__index = function() return "mine" end
print(t.x == "mine" and "works")
]==]
