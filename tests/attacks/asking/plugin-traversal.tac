-- attack: run a program outside of the procedure's directory, a control file, or a file that is no program, as a plugin tool
-- expect: succeeded stopped: 9 times
local n = 0
for _, path in ipairs {"../outside.sh", "/bin/ls", "tools/../../x.sh", ".git/hooks/pre-commit.sample", ".env", "later.tac.yml", "tools//x", "notes.txt", "pipe"} do
  local ok, e = pcall(function() return Tool {name = "t" .. n, use = "./" .. path} {} end)
  if ok or not (e.code == "TAC3921" or e.code == "TAC3922" or e.code == "TAC3923") then
    error("ESCAPED by " .. path .. ": " .. tostring(type(e) == "table" and e.code or e))
  end
  n = n + 1
end
print("stopped: " .. n .. " times")

--[==[ control
print(Tool {name = "ping", use = "host.ping"} {}.ok and "works")
]==]
