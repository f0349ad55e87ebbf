-- expect: failed TAC1301 3 inside
local thread = coroutine.wrap(function()
  error("inside")
end)
thread()
