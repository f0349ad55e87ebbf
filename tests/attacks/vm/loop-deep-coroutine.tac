-- attack: loop for ever in a coroutine of a coroutine of a coroutine
-- expect: out_of_budget loop-deep-coroutine.tac:5
-- limits: cpu 200
local wrap = coroutine.wrap
wrap(function() wrap(function() wrap(function() while true do end end)() end)() end)()

--[==[ control
print(coroutine.wrap(function() return coroutine.wrap(function() return "works" end)() end)())
]==]
