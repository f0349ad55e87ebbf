-- attack: write the host and read its secrets from a program's helper sandbox
-- expect: succeeded stopped: 9 of 9
File.write("script.sh", [[
n=0
for path in /etc/ESCAPED /usr/bin/ESCAPED /run/ESCAPED /var/ESCAPED /root/ESCAPED /ESCAPED; do
  if touch $path 2>/dev/null; then echo "WROTE $path"; else n=$((n+1)); fi
done
for path in /etc/shadow /run/docker.sock /var/run/docker.sock; do
  if [ -e $path ]; then echo "SEES $path"; else n=$((n+1)); fi
done
echo "$n of 9"
tr '\0' '\n' < /proc/1/environ
]])
local answer = Host.call("run.script", {})
for _, word in ipairs {"WROTE", "SEES", "ATTACK_SECRET"} do
  if answer.stdout:find(word, 1, true) then error("ESCAPED: " .. answer.stdout) end
end
print("stopped: " .. answer.stdout)

--[==[ control
File.write("script.sh", "touch inside && echo works")
print(Host.call("run.script", {}).stdout)
]==]
