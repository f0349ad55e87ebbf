-- answer: host.call x {"v": 7}
-- effect: main#1 host.call x {"n":0}
-- effect: main/2.checkpoint#1 host.call x {"n":1}
-- effect: main/2.checkpoint#2 host.call x {"n":2}
-- effect: main#2 checkpoint - {} recorded {"value":{"v":7}}
-- effect: main#3 host.call x {"n":3}
-- effect: main#4 checkpoint named {} recorded {"value":5}
-- expect: succeeded [7, 5]
Host.call("x", { n = 0 })
local result = Step.checkpoint(function()
  Host.call("x", { n = 1 })
  return Host.call("x", { n = 2 })
end)
Host.call("x", { n = 3 })
return { result.v, checkpoint("named", function() return 5 end) }
