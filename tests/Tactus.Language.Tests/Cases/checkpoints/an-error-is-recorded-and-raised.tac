-- refuse: host.call x TAC3101 denied no
-- effect: main/1.checkpoint#1 host.call x {}
-- effect: main#1 checkpoint - {} recorded {"error":{"code":"TAC3101","file":"an-error-is-recorded-and-raised.tac","kind":"denied","line":8,"mend":"tools.allow","message":"no","retryable":false}}
-- effect: main#2 checkpoint - {} recorded {"raised":"an-error-is-recorded-and-raised.tac:11: plain"}
-- effect: main#3 checkpoint - {} recorded {"raised":{"mine":1}}
-- expect: succeeded ["TAC3101", "an-error-is-recorded-and-raised.tac:11: plain", 1]
local _, first = pcall(checkpoint, function()
  Host.call("x", {})
end)
local _, second = pcall(checkpoint, function()
  error("plain")
end)
local _, third = pcall(checkpoint, function() error({ mine = 1 }) end)
return { first.code, second, third.mine }
