-- answer: host.call x {"ok": true}
-- effect: main#1 host.call x {"a":1,"list":[1,2]}
-- expect: succeeded "ok"
local trap = function() error("user code ran") end
local metatable = { __index = trap, __pairs = trap, __len = trap, __tostring = trap, __name = "x", __eq = trap, __call = trap }
Host.call("x", setmetatable({ a = 1, list = setmetatable({ 1, 2 }, metatable) }, metatable))
return "ok"
