-- attack: hide a tool's name behind separators, spaces and NUL
-- expect: succeeded stopped: 7 times TAC3101
local n = 0
for _, name in ipairs {" secret.shell", "secret.shell ", "secret.shell\0", "host.ping\nsecret.shell", "host.ping\0", "./secret.shell", "secret..shell"} do
  local ok, e = pcall(Host.call, name, {})
  if ok or e.code ~= "TAC3101" then error("ESCAPED by " .. name .. ": " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times TAC3101")

--[==[ control
print(Host.call("host.ping", {}).ok and "works")
]==]
