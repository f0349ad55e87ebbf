-- answer: sleep  null
-- effect: main#1 sleep - {"seconds":1}
-- effect: main#2 sleep - {"seconds":2}
-- effect: main#3 sleep - {"seconds":0.5}
-- effect: main#4 sleep - {"seconds":2}
-- effect: main#5 sleep - {"seconds":3}
-- effect: main#6 sleep - {"seconds":3}
-- expect: succeeded ["third", "1 3 no 1|2 3 no 2|3 3 no nil|", 2]
local log = ""
local got = Retry.with_backoff(function(attempt)
  if attempt < 3 then error("no", 0) end
  return "third"
end)
-- The last error is raised as it is, and on_error has seen each.
local calls = 0
local ok, problem = pcall(Retry.with_backoff, function() calls = calls + 1 error({message = "no"}) end, {
  max_attempts = 2, initial_delay = 0.5,
})
assert(not ok and problem.message == "no" and calls == 2)
local waits = {}
pcall(Retry.with_backoff, function() error("x") end, {max_attempts = 4, initial_delay = 2, max_delay = 3, backoff_factor = 10})
pcall(Retry.with_backoff, function() error("no", 0) end, {initial_delay = 0, on_error = function(seen)
  log = log .. seen.attempt .. " " .. seen.max_attempts .. " " .. seen.error .. " " .. tostring(seen.delay and seen.attempt) .. "|"
end})
return {got, log, calls}
