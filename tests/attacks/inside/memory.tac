-- attack: use up the memory, keeping everything
-- expect: out_of_memory TAC2101
local keep = {} while true do keep[#keep + 1] = string.rep("x", 1 << 20) .. #keep end

--[==[ control
local keep = {} for i = 1, 10 do keep[i] = string.rep("x", 1 << 20) .. i end print("works")
]==]
