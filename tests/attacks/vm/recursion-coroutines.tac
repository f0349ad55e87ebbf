-- attack: resume coroutines inside coroutines until the C stack ends
-- expect: stopped C stack overflow
local deepest
local function down()
  local ok, e = coroutine.resume(coroutine.create(down))
  if not ok and not deepest then deepest = e end
end
down()
print(deepest and "stopped: " .. tostring(deepest) or "ESCAPED")

--[==[ control
print(select(2, coroutine.resume(coroutine.create(function() return "works" end))))
]==]
