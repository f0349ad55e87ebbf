-- mode: describe
-- expect: succeeded {"style":"procedure","procedures":[{"file":"a-description-performs-nothing.tac","line":4,"name":"main"}]}

Procedure { function() return {} end }
pcall(function() Host.call("host.ping", {}) end)
error("not reached")
