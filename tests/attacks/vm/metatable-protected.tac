-- attack: replace a protected metatable
-- expect: stopped cannot change a protected metatable
local guarded = setmetatable({}, {__metatable = "locked"})
local ok, e = pcall(setmetatable, guarded, {})
print(ok and "ESCAPED" or "stopped: " .. e)

--[==[ control
local open = setmetatable({}, {})
print(pcall(setmetatable, open, {}) and "works")
]==]
