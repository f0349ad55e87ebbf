-- attack: switch between two coroutines for ever
-- expect: out_of_budget
-- limits: cpu 200
local yield = coroutine.yield
local co = coroutine.wrap(function() while true do yield() end end)
while true do co() end

--[==[ control
local co = coroutine.wrap(function() coroutine.yield("works") end) print(co())
]==]
