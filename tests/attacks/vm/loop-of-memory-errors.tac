-- attack: provoke memory errors for ever
-- expect: out_of_budget loop-of-memory-errors.tac:4
-- limits: cpu 200
while true do pcall(string.rep, "x", 1 << 30) end

--[==[ control
print((string.rep("works", 1)))
]==]
