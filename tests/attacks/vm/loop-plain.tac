-- attack: loop for ever
-- expect: out_of_budget loop-plain.tac:4
-- limits: cpu 200
while true do end

--[==[ control
for _ = 1, 1000 do end print("works")
]==]
