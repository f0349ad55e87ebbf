-- attack: read through a symbolic link that a program made
-- expect: refused TAC3204
File.write("script.sh", "ln -s /etc/passwd link")
Host.call("run.script", {})
File.read("link")

--[==[ control
File.write("script.sh", "echo made > file")
Host.call("run.script", {})
print(File.read("file") == "made\n" and "works")
]==]
