-- expect: succeeded "ok"
local function refuses(code, text, fn, ...)
  local ok, problem = pcall(fn, ...)
  assert(not ok, "no error: " .. text)
  assert(problem.code == code and problem.line and string.find(problem.message, text, 1, true), tostring(problem))
end
refuses("TAC1201", "an empty string", Host.call, "", {})
refuses("TAC1201", "got nil", Host.call)
refuses("TAC1201", "must be a table, and are a string", Host.call, "x", "y")
refuses("TAC1201", "must have names, and are a list", Host.call, "x", {1})
refuses("TAC1201", "needs a path, and got nil", File.read)
refuses("TAC1201", "got an empty string", File.read, "")
refuses("TAC1201", "needs the content as a string, and got a table", File.write, "x", {})
refuses("TAC1201", "has no option 'offst'; did you mean 'offset'?", File.read, "x", {offst = 1})
refuses("TAC1201", "must be an integer that is not negative", File.read, "x", {offset = -1})
refuses("TAC1201", "'recursive' of File.list must be a boolean", File.list, "x", {recursive = 1})
refuses("TAC1201", "Iterations.exceeded needs a number", Iterations.exceeded)
return "ok"
