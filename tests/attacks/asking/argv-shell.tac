-- attack: give a shell something to read
-- expect: succeeded stopped: 7 times one argument
local n = 0
for _, file in ipairs {"notes.txt; touch ESCAPED", "$(touch ESCAPED)", "`touch ESCAPED`", "notes.txt\ntouch ESCAPED", "notes.txt && touch ESCAPED", "*.txt", "notes.txt sub/notes.txt"} do
  local answer = Host.call("run.show", {file = file})
  if answer.exit_code == 0 then error("ESCAPED: " .. file) end
  n = n + 1
end
print("stopped: " .. n .. " times one argument")

--[==[ control
print(Host.call("run.show", {file = "notes.txt"}).stdout == "notes\n" and "works")
]==]
