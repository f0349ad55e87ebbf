-- attack: add a header
-- expect: succeeded stopped: 4 times TAC3303
-- server: X-Name: Ada
local n = 0
for _, name in ipairs {"a\r\nX-Admin: 1", "a\nX-Admin: 1", "a\rX-Admin: 1", "a\0b"} do
  local ok, e = pcall(Host.call, "api.named", {name = name})
  if ok or e.code ~= "TAC3303" then error("ESCAPED: " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times TAC3303")

--[==[ control
print(Host.call("api.named", {name = "Ada"}).status == 200 and "works")
]==]
