-- attack: fill a table until memory ends
-- expect: out_of_memory
local t = {}
for i = 1, 1 << 40 do t[i] = i end

--[==[ control
local t = {}
for i = 1, 1 << 16 do t[i] = i end
print(#t == 1 << 16 and "works")
]==]
