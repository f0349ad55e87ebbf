-- attack: take the protection off
-- expect: succeeded stopped: 0 undone
File.write("script.sh", [[
n=0
umount .git 2>/dev/null && n=$((n+1))
mount -o remount,rw .git 2>/dev/null && n=$((n+1))
unshare -Ur true 2>/dev/null && n=$((n+1))
chmod 777 .git/config 2>/dev/null && n=$((n+1))
echo "$n undone"
]])
local answer = Host.call("run.script", {})
print("stopped: " .. answer.stdout)

--[==[ control
File.write("script.sh", "mv notes.txt moved.txt && cp moved.txt notes.txt && echo works")
print(Host.call("run.script", {}).stdout)
]==]
