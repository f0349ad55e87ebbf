-- attack: make two tables each other's __index
-- expect: stopped chain too long
local x, y = {}, {}
setmetatable(x, {__index = y})
setmetatable(y, {__index = x})
local ok, e = pcall(function() return x.missing end)
print(ok and "ESCAPED" or "stopped: " .. e)

--[==[ control
local x = setmetatable({}, {__index = {found = "works"}})
print(x.found)
]==]
