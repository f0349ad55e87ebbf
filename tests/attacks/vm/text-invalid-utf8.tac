-- attack: feed invalid UTF-8 to the utf8 library
-- expect: stopped 3 errors
local n = 0
if not pcall(function() for _ in utf8.codes("\xff\xfe") do end end) then n = n + 1 end
if not pcall(utf8.codepoint, "\xed\xa0\x80") then n = n + 1 end
if utf8.len("\xff") == nil then n = n + 1 end
print(n == 3 and "stopped: 3 errors" or "ESCAPED")

--[==[ control
print(utf8.char(119) .. "orks")
]==]
