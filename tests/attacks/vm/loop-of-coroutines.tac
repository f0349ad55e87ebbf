-- attack: make and drop coroutines for ever
-- expect: out_of_budget loop-of-coroutines.tac:4
-- limits: cpu 200
while true do coroutine.wrap(function() coroutine.yield() end)() end

--[==[ control
coroutine.wrap(function() coroutine.yield() end)() print("works")
]==]
