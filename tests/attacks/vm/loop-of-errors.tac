-- attack: raise and catch errors for ever
-- expect: out_of_budget loop-of-errors.tac:4
-- limits: cpu 200
while true do pcall(error, {}) end

--[==[ control
print(pcall(error, {}) == false and "works")
]==]
