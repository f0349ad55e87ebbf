-- attack: ask for a pattern instead of a name
-- expect: succeeded stopped: 5 times TAC3101
local n = 0
for _, name in ipairs {"*", "secret.*", "host.*", "**", "?ost.ping"} do
  local ok, e = pcall(Host.call, name, {})
  if ok or e.code ~= "TAC3101" then error("ESCAPED by " .. name .. ": " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times TAC3101")

--[==[ control
print(Host.call("host.ping", {}).ok and "works")
]==]
