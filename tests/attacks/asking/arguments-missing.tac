-- attack: leave a required argument out
-- expect: failed TAC3104
Host.call("api.item", {})

--[==[ control
print(Host.call("api.item", {id = "1"}).status == 200 and "works")
]==]
