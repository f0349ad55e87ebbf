-- attack: write through a linked directory that a program made
-- expect: refused TAC3204
File.write("script.sh", "ln -s /tmp out; ln -s .tactus conf")
Host.call("run.script", {})
local ok, e = pcall(File.write, "conf/config.yml", "tools: {allow: ['*']}")
if ok or e.code ~= "TAC3204" then error("ESCAPED") end
File.write("out/ESCAPED", "")

--[==[ control
File.write("script.sh", "mkdir folder")
Host.call("run.script", {})
File.write("folder/file", "x")
print(File.exists("folder/file") and "works")
]==]
