-- attack: be redirected to the cloud's metadata address
-- expect: refused TAC3304
-- server: /hop?to=
Host.call("api.hop", {to = "http://169.254.169.254/latest/"})

--[==[ control
print(Host.call("api.hop", {to = "/items/1"}).status == 200 and "works")
]==]
