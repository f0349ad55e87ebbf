-- attack: compute without an end, catching every error
-- expect: out_of_budget TAC2102
while true do pcall(function() while true do end end) end

--[==[ control
local n = 0 for i = 1, 1000000 do n = n + i end print("works")
]==]
