-- attack: overflow the length of a repeated string
-- expect: stopped resulting string too large
local ok, e = pcall(string.rep, "xxxxxxxxxxxxxxxx", 1 << 60)
print(ok and "ESCAPED" or "stopped: " .. e)

--[==[ control
print((string.rep("works", 1)))
]==]
