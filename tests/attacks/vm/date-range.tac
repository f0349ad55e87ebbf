-- attack: ask for dates beyond the calendar
-- expect: stopped 3 errors
local n = 0
if not pcall(os.date, "%c", 1 << 62) then n = n + 1 end
if not pcall(os.time, {year = 1 << 62, month = 1, day = 1}) then n = n + 1 end
if not pcall(os.time, {year = 2020, month = "x", day = 1}) then n = n + 1 end
print(n == 3 and "stopped: 3 errors" or "ESCAPED")

--[==[ control
print(os.time({year = 1970, month = 1, day = 2, hour = 0}) == 86400 and "works")
]==]
