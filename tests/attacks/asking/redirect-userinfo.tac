-- attack: be redirected to another host behind user information
-- expect: refused TAC3304
-- server: /hop?to=
Host.call("api.hop", {to = "http://127.0.0.1:@PORT@@127.0.0.1:@OTHER@/admin"})

--[==[ control
print(Host.call("api.hop", {to = "/items/1"}).status == 200 and "works")
]==]
