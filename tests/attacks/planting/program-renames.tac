-- attack: move control files away, and their directories with them
-- expect: succeeded stopped: 0 moved
File.write("script.sh", [[
n=0
for path in .tactus .git sub sub/inner sub/.git later.tac.yml .env; do
  mv $path away 2>/dev/null && n=$((n+1))
done
rm -rf .git .tactus later.tac.yml 2>/dev/null
echo "$n moved"
]])
local answer = Host.call("run.script", {})
print("stopped: " .. answer.stdout)

--[==[ control
File.write("script.sh", "mv notes.txt moved.txt && cp moved.txt notes.txt && echo works")
print(Host.call("run.script", {}).stdout)
]==]
