-- attack: climb out of the URL's path
-- expect: succeeded stopped: 4 times
-- server: GET /items/a%2Fb HTTP/1.1
local n = 0
for _, id in ipairs {"../admin", "..", ".", ""} do
  local ok, e = pcall(Host.call, "api.item", {id = id})
  if ok or e.code ~= "TAC3307" then error("not refused: " .. id .. " " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times")

--[==[ control
print(Host.call("api.item", {id = "a/b"}).status == 200 and "works")
]==]
