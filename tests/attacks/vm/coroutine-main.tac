-- attack: close, resume or wrap the main program's own coroutine
-- expect: stopped 3 errors
local main = coroutine.running()
local n = 0
if not pcall(coroutine.close, main) then n = n + 1 end
if not coroutine.resume(main) then n = n + 1 end
if not coroutine.wrap(function() return coroutine.resume(main) end)() then n = n + 1 end
print(n == 3 and "stopped: 3 errors" or "ESCAPED")

--[==[ control
local co = coroutine.create(function() end)
print(coroutine.close(co) and "works")
]==]
