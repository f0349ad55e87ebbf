-- attack: call a tool in the name of a model that never asked for it
-- expect: succeeded stopped: 3 times
local n = 0
for i, name in ipairs {"agent.tool", "model.chat", "mcp.call"} do
  local ok, e = pcall(Host.call, name, {turn = "main:1", call = "c1", kind = "host.call", name = "run.show", arguments = {file = "notes.txt"}})
  if ok or e.code ~= "TAC3101" then error("ESCAPED by " .. name .. ": " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times")

--[==[ control
print(#Host.call("run.show", {file = "notes.txt"}).stdout > 0 and "works")
]==]
