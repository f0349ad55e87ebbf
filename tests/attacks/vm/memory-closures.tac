-- attack: keep closures until memory ends
-- expect: out_of_memory
local list
while true do local next = list list = function() return next end end

--[==[ control
local list
for _ = 1, 1000 do local next = list list = function() return next end end
print(list and "works")
]==]
