-- answer: host.call x {"v": 1}
-- effect: main#1 host.call x {"from":"wrap"}
-- effect: main#2 host.call x {"from":"pcall"}
-- effect: main#3 host.call x {"from":"index"}
-- effect: main#4 host.call x {"from":"iterator"}
-- expect: succeeded 4
local function call(from) return Host.call("x", { from = from }).v end
local total = 0
local generate = coroutine.wrap(function()
  coroutine.yield(call("wrap"))
  local _, value = pcall(call, "pcall")
  coroutine.yield(value)
end)
total = total + generate()
total = total + generate()
total = total + setmetatable({}, { __index = function(_, key) return call(key) end }).index
for value in function(_, last) if not last then return call("iterator") end end do total = total + value end
return total
