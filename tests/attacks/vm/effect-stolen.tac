-- attack: catch the private mark of effects on its way out of a coroutine
-- expect: stopped saw only its own values
local seen = {}
local co = coroutine.create(function() print("inside") coroutine.yield("mine") end)
local function record(...) for i = 1, select("#", ...) do seen[#seen + 1] = (select(i, ...)) end end
record(coroutine.resume(co))
print(#seen == 2 and seen[2] == "mine" and "stopped: saw only its own values" or "ESCAPED")

--[==[ control
print(select(2, coroutine.resume(coroutine.create(function() coroutine.yield("works") end))))
]==]
