-- attack: be redirected to the same machine by another name
-- expect: refused TAC3304
-- server: /hop?to=
Host.call("api.hop", {to = "http://localhost:@OTHER@/admin"})

--[==[ control
print(Host.call("api.hop", {to = "/items/1"}).status == 200 and "works")
]==]
