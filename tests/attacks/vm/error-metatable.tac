-- attack: change the metatable of the machine's own errors
-- expect: stopped attempt to index a boolean value
local _, e = pcall(setmetatable, {}, {__mode = "k"})
local ok, why = pcall(function() getmetatable(e).__tostring = function() return "mine" end end)
print(ok and "ESCAPED" or "stopped: " .. tostring(why))

--[==[ control
local _, e = pcall(setmetatable, {}, {__mode = "k"})
e.note = "works"
print(e.note)
]==]
