-- attack: remove what narrows the next run
-- expect: succeeded stopped: 4 times
local n = 0
for _, path in ipairs {".tactus/config.yml", "later.tac.yml", ".git/config", ".env"} do
  local ok, e = pcall(File.remove, path)
  if ok or e.code ~= "TAC3213" then error("ESCAPED: " .. path .. " " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times")

--[==[ control
File.remove("notes.txt") print(not File.exists("notes.txt") and "works")
]==]
