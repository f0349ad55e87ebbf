-- attack: recurse through table.sort
-- expect: stopped overflow
local function down() table.sort({3, 2, 1}, function(x, y) down() return x < y end) end
local ok, e = pcall(down)
print(ok and "ESCAPED" or "stopped: " .. tostring(e))

--[==[ control
local t = {3, 2, 1}
table.sort(t, function(x, y) return x < y end)
print(t[1] == 1 and "works")
]==]
