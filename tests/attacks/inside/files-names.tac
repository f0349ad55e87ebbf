-- attack: give names that are read in two ways
-- expect: succeeded stopped: 7 times
local n = 0
for _, path in ipairs {"", "notes.txt\0.png", "notes\n.txt", string.rep("x", 300), string.rep("a/", 3000), "\xff\xfe", "notes\27[2J.txt"} do
  local ok, e = pcall(File.read, path)
  if ok or e.code ~= "TAC3202" then error("ESCAPED: " .. path .. " " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times")

--[==[ control
print(File.read("notes.txt") == "notes\n" and "works")
]==]
