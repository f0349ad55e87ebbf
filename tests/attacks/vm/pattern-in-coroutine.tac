-- attack: make one pattern match run for hours, inside a coroutine of a coroutine
-- expect: out_of_budget pattern-in-coroutine.tac:6
-- limits: cpu 200
local s = ("a"):rep(3000)
coroutine.wrap(function()
  coroutine.wrap(function() print("ESCAPED", s:find(".-.-.-.-b")) end)()
end)()

--[==[ control
coroutine.wrap(function() print(("works"):match("w.-s")) end)()
]==]
