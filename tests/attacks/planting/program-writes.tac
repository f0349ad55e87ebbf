-- attack: write control files by a program of the host's
-- expect: succeeded stopped: 0 written
File.write("script.sh", [[
n=0
for path in .tactus/config.yml later.tac.yml .env .git/config .git/hooks/post-checkout .gitattributes sub/.git/config sub/inner/.env p.tac.yml; do
  (echo evil > $path) 2>/dev/null && n=$((n+1))
done
echo "$n written"
]])
local answer = Host.call("run.script", {})
print("stopped: " .. answer.stdout)

--[==[ control
File.write("script.sh", "mv notes.txt moved.txt && cp moved.txt notes.txt && echo works")
print(Host.call("run.script", {}).stdout)
]==]
