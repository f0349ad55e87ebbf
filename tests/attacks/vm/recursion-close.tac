-- attack: recurse through __close handlers
-- expect: stopped overflow
local meta = {}
meta.__close = function() local again <close> = setmetatable({}, meta) end
local ok, e = pcall(function() local first <close> = setmetatable({}, meta) end)
print(ok and "ESCAPED" or "stopped: " .. tostring(e))

--[==[ control
local text
do local guard <close> = setmetatable({}, {__close = function() text = "works" end}) end
print(text)
]==]
