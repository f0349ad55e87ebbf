-- attack: run out of memory inside a wrapped coroutine
-- expect: out_of_memory
coroutine.wrap(function() local t = {} while true do t[#t + 1] = {} end end)()

--[==[ control
print(coroutine.wrap(function() return "works" end)())
]==]
