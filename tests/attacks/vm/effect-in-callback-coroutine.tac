-- attack: perform an effect in a coroutine that a callback resumes
-- expect: error TAC2103
local co = coroutine.wrap(function() coroutine.wrap(function() print("ESCAPED") end)() end)
string.gsub("x", "x", function() co() end)

--[==[ control
coroutine.wrap(function() coroutine.wrap(function() print("works") end)() end)()
]==]
