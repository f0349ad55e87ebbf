-- attack: leave a process behind in a helper sandbox
-- expect: succeeded stopped: gone with its sandbox
File.write("script.sh", "(setsid sh -c 'while :; do :; done' >/dev/null 2>&1 &) ; echo started")
local answer = Host.call("run.script", {})
if not answer.stdout:find("started", 1, true) then error("not started: " .. answer.stderr) end
File.write("script.sh", "for p in /proc/[0-9]*; do tr '\\0' ' ' < $p/cmdline; echo; done")
if Host.call("run.script", {}).stdout:find("while", 1, true) then error("ESCAPED") end
print("stopped: gone with its sandbox")

--[==[ control
File.write("script.sh", "sh -c 'echo works' & wait")
print(Host.call("run.script", {}).stdout)
]==]
