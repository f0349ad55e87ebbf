-- attack: give arguments of other types
-- expect: succeeded stopped: 6 times TAC3104
local n = 0
for _, id in ipairs {7, 1.5, true, {"a"}, {a = "b"}, Json.null} do
  local ok, e = pcall(Host.call, "api.item", {id = id})
  if ok or e.code ~= "TAC3104" then error("ESCAPED: " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times TAC3104")

--[==[ control
print(Host.call("api.item", {id = "7"}).status == 200 and "works")
]==]
