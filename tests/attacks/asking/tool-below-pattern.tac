-- attack: call what only a granted pattern names
-- expect: refused TAC3102
Host.call("run.hidden", {})

--[==[ control
print(Host.call("run.show", {file = "notes.txt"}).exit_code == 0 and "works")
]==]
