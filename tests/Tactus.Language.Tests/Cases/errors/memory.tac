-- memory: 8388608
-- expect: out_of_memory TAC2101 4 memory
local list = {}
while true do list[#list + 1] = string.rep("x", 100000) .. #list end
