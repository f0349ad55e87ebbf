-- expect: succeeded "TAC1203"
local thread = coroutine.wrap(function()
  local _, problem = pcall(checkpoint, function() coroutine.yield(1) end)
  return problem.code
end)
return thread()
