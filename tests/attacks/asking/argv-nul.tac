-- attack: cut an argument with a NUL
-- expect: failed TAC3402
Host.call("run.show", {file = "notes.txt\0.png"})

--[==[ control
print(Host.call("run.show", {file = "notes.txt"}).stdout == "notes\n" and "works")
]==]
