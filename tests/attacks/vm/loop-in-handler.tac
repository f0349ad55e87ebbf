-- attack: loop for ever in a message handler
-- expect: out_of_budget loop-in-handler.tac:4
-- limits: cpu 200
xpcall(error, function() while true do end end)

--[==[ control
print(select(2, xpcall(error, function() return "works" end)))
]==]
