-- attack: sort with a comparator that contradicts itself
-- expect: stopped all items kept
local t, seen = {}, {}
for i = 1, 1000 do t[i] = i end
table.sort(t, function() return true end)
for _, v in ipairs(t) do seen[v] = true end
local n = 0
for _ in pairs(seen) do n = n + 1 end
print(n == 1000 and "stopped: all items kept" or "ESCAPED")

--[==[ control
local t = {2, 1}
table.sort(t)
print(t[1] == 1 and "works")
]==]
