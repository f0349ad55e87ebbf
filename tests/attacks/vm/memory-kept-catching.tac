-- attack: catch every memory error and go on allocating
-- expect: out_of_budget
-- limits: memory 16, cpu 400
local keep = {}
while true do pcall(function() while true do keep[#keep + 1] = ("x"):rep(1000) .. #keep end end) end

--[==[ control
print(pcall(function() return ("x"):rep(1000) end) and "works")
]==]
