-- attack: make one pattern match run for hours
-- expect: out_of_budget pattern-backtracking.tac:5 the procedure used up its
-- limits: cpu 200
local s = ("a"):rep(3000)
print("ESCAPED", s:find(".-.-.-.-b"))

--[==[ control
print(("a"):rep(30):find(".-.-.-b") == nil and "works")
]==]
