-- answer: host.call x {"v": 3}
-- effect: main/1.checkpoint#1 host.call x {}
-- effect: main#1 checkpoint - {} recorded {"value":4}
-- expect: succeeded 4
return checkpoint(function()
  local thread = coroutine.wrap(function()
    coroutine.yield(1)
    return Host.call("x", {}).v
  end)
  return thread() + thread()
end)
