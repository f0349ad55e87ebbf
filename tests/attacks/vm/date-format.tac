-- attack: break strftime with formats that it does not know
-- expect: stopped 4 errors
local n = 0
for _, f in ipairs {"%E", "%Ez", "%Q", "%"} do
  if not pcall(os.date, f) then n = n + 1 end
end
print(n == 4 and "stopped: 4 errors" or "ESCAPED")

--[==[ control
print(os.date("%Y", 0) == "1970" and "works")
]==]
