-- expect: succeeded "ok"
local ok, problem = pcall(table.sort, { 3, 2, 1 }, function(a, b) Host.call("x", {}) return a < b end)
assert(not ok and string.find(tostring(problem), "sort", 1, true) or string.find(tostring(problem), "yield", 1, true), tostring(problem))
return "ok"
