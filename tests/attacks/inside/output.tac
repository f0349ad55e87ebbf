-- attack: print without an end
-- expect: out_of_budget TAC
while true do pcall(print, string.rep("x", 1000)) end

--[==[ control
print(string.rep("x", 1000)) print("works")
]==]
