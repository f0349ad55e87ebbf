-- attack: double a string until memory ends
-- expect: out_of_memory memory-concat.tac:4
local s = "x"
while true do s = s .. s end

--[==[ control
local s = "x"
for _ = 1, 10 do s = s .. s end
print(#s == 1024 and "works")
]==]
