-- attack: climb out of the workspace
-- expect: succeeded stopped: 5 times
local n = 0
for _, path in ipairs {"../x", "../../../etc/passwd", "sub/../../x", "/workspace/../etc/passwd", "./sub/./../../etc/passwd"} do
  local ok, e = pcall(File.read, path)
  if ok or e.code ~= "TAC3202" and e.code ~= "TAC3203" then error("ESCAPED: " .. path .. " " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times")

--[==[ control
print(File.read("notes.txt") == "notes\n" and "works")
]==]
