-- memory: 8388608
-- answer: host.call x 1
-- effect: main#1 checkpoint - {} recorded {"raised":"not enough memory"}
-- effect: main#2 host.call x {}
-- expect: succeeded "not enough memory"
local _, problem = pcall(checkpoint, function()
  local list = {}
  while true do list[#list + 1] = string.rep("x", 100000) .. #list end
end)
Host.call("x", {})
return problem
