-- attack: have the server send more than a call may
-- expect: failed TAC3305
Host.call("api.big", {})

--[==[ control
print(Host.call("api.few", {}).status == 200 and "works")
]==]
