-- attack: be redirected to a file
-- expect: refused TAC3304
-- server: /hop?to=
Host.call("api.hop", {to = "file:///etc/passwd"})

--[==[ control
print(Host.call("api.hop", {to = "/items/1"}).status == 200 and "works")
]==]
