-- attack: fill the disk
-- expect: out_of_budget TAC3603
local piece = string.rep("x", 65536)
for i = 1, 100 do pcall(File.write, "fill" .. i, piece) end
error("ESCAPED")

--[==[ control
File.write("fill", string.rep("x", 65536)) print("works")
]==]
