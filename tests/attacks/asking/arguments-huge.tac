-- attack: send more than a message holds
-- expect: failed TAC1105
Host.call("api.item", {id = string.rep("x", 17 << 20)})

--[==[ control
print(Host.call("api.post", {title = string.rep("x", 1 << 20)}).status == 200 and "works")
]==]
