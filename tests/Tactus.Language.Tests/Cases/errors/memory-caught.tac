-- memory: 8388608
-- answer: host.call x 1
-- effect: main#1 host.call x {}
-- expect: succeeded "went on"
local ok, problem = pcall(function()
  local list = {}
  while true do list[#list + 1] = string.rep("x", 100000) .. #list end
end)
assert(not ok and problem == "not enough memory", problem)
Host.call("x", {})
return "went on"
