-- attack: read the host's files by absolute paths
-- expect: succeeded stopped: 6 times
local n = 0
for _, path in ipairs {"/etc/passwd", "/proc/self/environ", "/proc/1/root/etc/shadow", "/run/docker.sock", "/workspace2/x", "/"} do
  local ok, e = pcall(File.read, path)
  if ok or e.code ~= "TAC3203" then error("ESCAPED: " .. path .. " " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times")

--[==[ control
print(File.read("notes.txt") == "notes\n" and "works")
]==]
