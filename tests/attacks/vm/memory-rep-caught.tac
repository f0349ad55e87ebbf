-- attack: ask for too large a string a thousand times, and catch the error
-- expect: stopped survived 1000
local n = 0
for _ = 1, 1000 do
  local ok, e = pcall(string.rep, "x", 1 << 30)
  if not ok and e == "not enough memory" then n = n + 1 end
end
print(n == 1000 and "stopped: survived 1000" or "ESCAPED " .. n)

--[==[ control
print(pcall(string.rep, "x", 10) and "works")
]==]
