-- attack: give names that are read in two ways
-- expect: succeeded stopped: 5 times
local n = 0
for _, path in ipairs {"notes.txt\0.png", "notes\n.txt", string.rep("x", 300), "\xff\xfe", "notes\27[2J.txt"} do
  local ok, e = pcall(File.read, path)
  if ok or e.code ~= "TAC3202" and e.code ~= "TAC3218" then error("ESCAPED: " .. path .. " " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times")

--[==[ control
print(File.read("notes.txt") == "notes\n" and "works")
]==]
