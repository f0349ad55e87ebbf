local ok, problem = pcall(function() return Tool("nothing")({}) end)
local also, text = xpcall(error, function(message) return "<" .. tostring(message) .. ">" end, "x")
local co = coroutine.wrap(function(a) local b = coroutine.yield(a) return b end)
return { ok = ok, code = problem.code, also = also, text = text, a = co(1), b = co(2) }
