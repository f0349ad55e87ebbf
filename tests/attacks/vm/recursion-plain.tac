-- attack: recurse without end
-- expect: stopped stack overflow
local function down(n) return 1 + down(n + 1) end
local ok, e = pcall(down, 1)
print(ok and "ESCAPED" or "stopped: " .. tostring(e))

--[==[ control
local function down(n) if n == 0 then return "works" end return (down(n - 1)) end
print(down(10000))
]==]
