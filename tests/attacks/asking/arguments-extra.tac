-- attack: give an argument that is not declared
-- expect: failed TAC3104
Host.call("api.item", {id = "1", method = "DELETE"})

--[==[ control
print(Host.call("api.item", {id = "1"}).status == 200 and "works")
]==]
