-- expect: succeeded "ok"
local function refuses(name, fn, ...)
  local ok, problem = pcall(fn, ...)
  assert(not ok and problem.code == "TAC1007" and string.find(problem.message, name .. " is not built yet", 1, true), tostring(problem))
end
refuses("Agent", Agent, {})
refuses("Classify", function() return Classify.x end)
refuses("mcp", function() return mcp.server.tool end)
refuses("MessageHistory", function() return MessageHistory.get() end)
refuses("Step(\"text\", fn)", Step, "text", print)
return "ok"
