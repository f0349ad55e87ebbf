-- attack: loop for ever in a coroutine that catches every error
-- expect: out_of_budget loop-in-coroutine.tac:4
-- limits: cpu 200
local co = coroutine.create(function() while true do pcall(function() while true do end end) end end)
while true do coroutine.resume(co) end

--[==[ control
print(coroutine.wrap(function() return "works" end)())
]==]
