-- attack: turn an argument into an option
-- expect: succeeded stopped: 4 times TAC3402
local n = 0
for _, file in ipairs {"-", "--help", "-n", "--"} do
  local ok, e = pcall(Host.call, "run.show", {file = file})
  if ok or e.code ~= "TAC3402" then error("ESCAPED: " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times TAC3402")

--[==[ control
print(Host.call("run.show", {file = "notes.txt"}).stdout == "notes\n" and "works")
]==]
