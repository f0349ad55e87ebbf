-- attack: write through a linked directory that a program made
-- expect: failed TAC3204
File.write("script.sh", "ln -s /tmp out; ln -s .tactus conf")
Host.call("run.script", {})
local ok, e = pcall(File.write, "conf/config.yml", "tools: {allow: ['*']}")
if ok or e.code ~= "TAC3204" then error("ESCAPED") end
File.write("out/ESCAPED", "")

--[==[ control
File.write("script.sh", "mkdir -p out")
Host.call("run.script", {})
File.write("out/file", "x")
print(File.exists("out/file") and "works")
]==]
