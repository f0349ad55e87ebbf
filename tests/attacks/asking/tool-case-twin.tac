-- attack: reach a tool by other letters
-- expect: succeeded stopped: 5 times TAC3101
local n = 0
for _, name in ipairs {"Secret.Shell", "SECRET.SHELL", "HOST.PING", "Run.show", "secret.ſhell"} do
  local ok, e = pcall(Host.call, name, {})
  if ok or e.code ~= "TAC3101" then error("ESCAPED by " .. name .. ": " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times TAC3101")

--[==[ control
print(Host.call("host.ping", {}).ok and "works")
]==]
