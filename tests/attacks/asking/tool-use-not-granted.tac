-- attack: give an ungranted host tool or server another name by declaring it as a tool
-- expect: succeeded stopped: TAC3101 TAC3901
local said = {}
for i, use in ipairs {"host.secret.shell", "mcp.secret.shell"} do
  local ok, e = pcall(function() return Tool {name = "ping" .. i, use = use} {} end)
  if ok then error("ESCAPED by " .. use) end
  said[#said + 1] = tostring(e.code)
end
print("stopped: " .. table.concat(said, " "))

--[==[ control
print(Tool {name = "ping", use = "host.ping"} {}.ok and "works")
]==]
