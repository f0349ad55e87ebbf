-- attack: call a tool that nobody declares
-- expect: refused TAC3101
Host.call("shell.run", {command = "id"})

--[==[ control
print(Host.call("host.ping", {}).ok and "works")
]==]
