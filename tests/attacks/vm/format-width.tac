-- attack: ask for a field of a hundred million characters
-- expect: stopped invalid conversion
local ok, e = pcall(string.format, "%99999999d", 1)
print(ok and "ESCAPED" or "stopped: " .. e)

--[==[ control
print(#string.format("%99d", 1) == 99 and "works")
]==]
