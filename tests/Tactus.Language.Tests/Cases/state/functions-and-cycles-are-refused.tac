-- expect: succeeded "ok"
local function refuses(text, key, value)
  local ok, problem = pcall(function() state[key] = value end)
  assert(not ok and problem.code == "TAC1103" and string.find(problem.message, text, 1, true), tostring(problem))
end
local cycle = {}
cycle[1] = { cycle }
refuses("state.f is a function", "f", print)
refuses("contains itself", "c", cycle)
refuses("a key of state must be a string", 5, 1)
refuses("neither a list", "m", { 1, 2, x = 3 })
return "ok"
