-- attack: pass more arguments than the stack holds
-- expect: stopped arguments-bomb.tac:3: stack overflow
local function count(...) return select("#", ...) end
local t = {}
for i = 1, 999900 do t[i] = i end
local ok, e = pcall(function() return count(t, table.unpack(t, 1, 500000), table.unpack(t)) end)
print(ok and "ESCAPED" or "stopped: " .. tostring(e))

--[==[ control
print(select("#", table.unpack({}, 1, 200)) == 200 and "works")
]==]
