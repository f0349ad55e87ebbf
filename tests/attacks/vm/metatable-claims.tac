-- attack: claim a __metatable, and hand it to prelude code that asks for metatables
-- expect: stopped table: 0x
local t = setmetatable({}, {__metatable = setmetatable({}, {__index = function() error("entered") end})})
local ok, text = pcall(tostring, t)
print(ok and "stopped: " .. text or "ESCAPED " .. tostring(text))

--[==[ control
local t = setmetatable({}, {__tostring = function() return "works" end})
print(tostring(t))
]==]
