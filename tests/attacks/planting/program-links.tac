-- attack: give a control file a second name that may be written
-- expect: succeeded stopped: 0 linked
File.write("script.sh", [[
n=0
for path in .tactus/config.yml later.tac.yml .git/config .env; do
  ln $path twin 2>/dev/null && n=$((n+1))
done
echo "$n linked"
]])
local answer = Host.call("run.script", {})
print("stopped: " .. answer.stdout)

--[==[ control
File.write("script.sh", "mv notes.txt moved.txt && cp moved.txt notes.txt && echo works")
print(Host.call("run.script", {}).stdout)
]==]
