-- attack: recurse through __index functions until something breaks
-- expect: stopped stack overflow
local meta = {}
meta.__index = function(t, k) return t[k .. "x"] end
local ok, e = pcall(function() return setmetatable({}, meta).a end)
print(ok and "ESCAPED" or "stopped: " .. tostring(e))

--[==[ control
local t = setmetatable({}, {__index = function(t, k) return k .. "x" end})
print(t.a == "ax" and "works")
]==]
