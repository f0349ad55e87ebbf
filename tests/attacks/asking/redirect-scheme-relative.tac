-- attack: be redirected to another host without a scheme
-- expect: refused TAC3304
-- server: /hop?to=
Host.call("api.hop", {to = "//127.0.0.1:@OTHER@/admin"})

--[==[ control
print(Host.call("api.hop", {to = "/items/1"}).status == 200 and "works")
]==]
