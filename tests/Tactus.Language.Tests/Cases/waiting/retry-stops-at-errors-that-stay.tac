-- answer: sleep  null
-- refuse: host.call denied TAC3101 denied not granted
-- refuse: host.call failed TAC3301 failed broke
-- expect: succeeded "1 1 1 1 1 3 3"
local function calls(fn)
  local count = 0
  pcall(Retry.with_backoff, function() count = count + 1 fn() end)
  return count
end
return table.concat({
  calls(function() Host.call("denied") end),
  calls(function() Host.call("failed") end),
  calls(function() Host.call("", {}) end),
  calls(function() error({kind = "in_doubt"}) end),
  calls(function() error({retryable = false}) end),
  calls(function() error({retryable = true}) end),
  calls(function() error() end),
}, " ")
