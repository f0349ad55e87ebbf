-- attack: be redirected without an end
-- expect: refused TAC3304
local to = "/items/1"
for _ = 1, 8 do to = "/hop?to=" .. to:gsub("[^%w]", function(c) return string.format("%%%02X", c:byte()) end) end
Host.call("api.hop", {to = to})

--[==[ control
print(Host.call("api.hop", {to = "/hop?to=%2Fitems%2F1"}).status == 200 and "works")
]==]
