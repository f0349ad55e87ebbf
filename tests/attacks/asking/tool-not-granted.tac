-- attack: call a tool that is declared and not granted
-- expect: refused TAC3101
Host.call("secret.shell", {})

--[==[ control
print(Host.call("host.ping", {}).ok and "works")
]==]
