-- attack: be redirected to an address in decimal
-- expect: refused TAC3304
-- server: /hop?to=
Host.call("api.hop", {to = "http://2130706433:@OTHER@/admin"})

--[==[ control
print(Host.call("api.hop", {to = "/items/1"}).status == 200 and "works")
]==]
