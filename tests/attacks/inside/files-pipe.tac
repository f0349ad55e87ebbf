-- attack: have the broker wait at a pipe that a program made
-- expect: failed TAC3205
File.write("script.sh", "mkfifo pipe")
Host.call("run.script", {})
File.read("pipe")

--[==[ control
File.write("script.sh", "echo made > file")
Host.call("run.script", {})
print(File.read("file") == "made\n" and "works")
]==]
