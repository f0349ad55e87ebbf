-- attack: close a coroutine that waits for an effect of its own, from inside
-- expect: stopped cannot close
local co
co = coroutine.create(function() return pcall(coroutine.close, co) end)
local _, ok, e = coroutine.resume(co)
print(ok and "ESCAPED" or "stopped: " .. tostring(e))

--[==[ control
print(coroutine.close(coroutine.create(print)) and "works")
]==]
