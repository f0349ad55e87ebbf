-- attack: yield a table that claims to equal everything
-- expect: stopped it came back as a plain value
local forged = setmetatable({}, {__eq = function() return true end})
local co = coroutine.create(function() return coroutine.yield(forged, "print", "ESCAPED") end)
local ok, value = coroutine.resume(co)
print(rawequal(value, forged) and "stopped: it came back as a plain value" or "ESCAPED")

--[==[ control
local a, b = setmetatable({}, {__eq = function() return true end}), {}
print(a == b and "works")
]==]
