-- answer: host.call x null
-- effect: main/1.checkpoint#1 host.call x {}
-- effect: main/1.checkpoint/2.checkpoint#1 host.call x {}
-- effect: main/1.checkpoint#2 checkpoint - {} recorded {"value":2}
-- effect: main#1 checkpoint - {} recorded {"value":3}
-- expect: succeeded 3
return checkpoint(function()
  Host.call("x", {})
  return 1 + checkpoint(function() Host.call("x", {}) return 2 end)
end)
