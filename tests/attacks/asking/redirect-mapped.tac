-- attack: be redirected to an IPv4 address mapped into IPv6
-- expect: refused TAC3304
-- server: /hop?to=
Host.call("api.hop", {to = "http://[::ffff:127.0.0.1]:@OTHER@/admin"})

--[==[ control
print(Host.call("api.hop", {to = "/items/1"}).status == 200 and "works")
]==]
