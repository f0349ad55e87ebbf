-- expect: succeeded "ok"
local function refused(kind, fn)
  local ok, problem = pcall(string.gsub, "x", "x", fn)
  assert(not ok and problem.code == "TAC2103" and problem.line, tostring(problem))
  assert(string.find(problem.message, "'" .. kind .. "' cannot be used here", 1, true), problem.message)
  assert(string.find(problem.message, "keep the result in a variable", 1, true), problem.message)
end
refused("host.call", function() Host.call("x", {}) end)
refused("file.read", function() File.read("x") end)
refused("checkpoint", function() checkpoint(print) end)
refused("host.call", coroutine.wrap(function() Host.call("x", {}) end))
return "ok"
