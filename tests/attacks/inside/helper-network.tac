-- attack: reach a server from a program's helper sandbox
-- expect: succeeded stopped: no network
File.write("script.sh", "exec 2>&1; cat /proc/net/dev | grep -v lo: | grep :; bash -c 'echo GET / > /dev/tcp/127.0.0.1/'$PORT && echo REACHED")
local answer = Host.call("run.script", {})
if answer.stdout:find("REACHED", 1, true) or answer.stdout:find("eth", 1, true) then error("ESCAPED: " .. answer.stdout) end
print("stopped: no network")

--[==[ control
File.write("script.sh", "bash -c 'echo works'")
print(Host.call("run.script", {}).stdout)
]==]
