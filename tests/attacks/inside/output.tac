-- attack: print without an end
-- expect: out_of_budget TAC1204
while true do pcall(print, string.rep("x", 1000)) end

--[==[ control
print(string.rep("x", 1000)) print("works")
]==]
