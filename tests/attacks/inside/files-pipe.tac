-- attack: have the broker wait at a pipe
-- expect: succeeded stopped: no pipe made, none read
File.write("script.sh", "mkfifo made; test -p made && echo MADE")
if Host.call("run.script", {}).stdout ~= "" then error("ESCAPED") end
local ok, e = pcall(File.read, "pipe")
if ok or e.code ~= "TAC3205" then error("ESCAPED: " .. tostring(e and e.code)) end
print("stopped: no pipe made, none read")

--[==[ control
File.write("script.sh", "echo made > file")
Host.call("run.script", {})
print(File.read("file") == "made\n" and "works")
]==]
