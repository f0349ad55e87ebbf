-- attack: loop for ever in a gsub callback
-- expect: out_of_budget loop-in-gsub.tac:4
-- limits: cpu 200
string.gsub("x", "x", function() while true do end end)

--[==[ control
print((string.gsub("x", "x", "works")))
]==]
