-- attack: leave the bundle through require
-- expect: stopped not found
local n = 0
for _, name in ipairs {"../secret", "/etc/passwd", "io", "package", "ffi", "", "@", "tactus:errors", "debug"} do
  local ok, e = pcall(require, name)
  if not ok and tostring(e):find("not found", 1, true) then n = n + 1 end
end
print(n == 9 and "stopped: 9 not found" or "ESCAPED")

--[==[ control
print(type(require) == "function" and "works")
]==]
