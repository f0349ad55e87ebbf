-- attack: put another file in a control file's place
-- expect: succeeded stopped: 0 replaced
File.write("script.sh", [[
n=0
echo evil > decoy
for path in .tactus/config.yml later.tac.yml .git/config .env; do
  mv -f decoy $path 2>/dev/null && n=$((n+1))
  ln -f decoy $path 2>/dev/null && n=$((n+1))
  ln -sf decoy $path 2>/dev/null && n=$((n+1))
done
echo "$n replaced"
]])
local answer = Host.call("run.script", {})
print("stopped: " .. answer.stdout)

--[==[ control
File.write("script.sh", "mv notes.txt moved.txt && cp moved.txt notes.txt && echo works")
print(Host.call("run.script", {}).stdout)
]==]
