-- refuse: host.call x TAC3101 denied no
-- expect: failed TAC3101 3 no
local ok, problem = pcall(function() Host.call("x", {}) end)
problem.code, problem.message, problem.line, problem.kind = "TAC9999", nil, "x", {}
error(problem)
