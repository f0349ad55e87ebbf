-- attack: recurse through __tostring
-- expect: stopped overflow
local t = setmetatable({}, {})
getmetatable(t).__tostring = function(x) return tostring(x) end
local ok, e = pcall(tostring, t)
print(ok and "ESCAPED" or "stopped: " .. tostring(e))

--[==[ control
print(tostring(setmetatable({}, {__tostring = function() return "works" end})))
]==]
