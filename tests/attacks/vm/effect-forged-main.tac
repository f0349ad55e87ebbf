-- attack: yield something that looks like an effect from the main program
-- expect: stopped attempt to yield from outside a coroutine
local ok, e = pcall(coroutine.yield, function() end, "file.write", "/etc/passwd")
print(ok and "ESCAPED" or "stopped: " .. e)

--[==[ control
print(coroutine.wrap(function() coroutine.yield("works") end)())
]==]
