-- attack: use names with NUL bytes to slip past a check
-- expect: stopped not found
_G["load\0x"] = 1
local ok, e = pcall(require, "os\0/../../secret")
print(ok and "ESCAPED" or "stopped: " .. tostring(e))

--[==[ control
_G["a\0b"] = "works"
print(_G["a\0b"])
]==]
