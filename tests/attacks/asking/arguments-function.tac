-- attack: send what is no data
-- expect: succeeded stopped: 3 times TAC1104
local cycle = {}
cycle.cycle = cycle
local n = 0
for _, value in ipairs {print, coroutine.create(print), cycle} do
  local ok, e = pcall(Host.call, "host.echo", {value = value})
  if ok or e.code ~= "TAC1104" then error("ESCAPED: " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times TAC1104")

--[==[ control
print(Host.call("host.ping", {}).ok and "works")
]==]
