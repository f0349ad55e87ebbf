-- attack: loop for ever in a comparator
-- expect: out_of_budget loop-in-comparator.tac:4
-- limits: cpu 200
table.sort({3, 2, 1}, function() while true do end end)

--[==[ control
table.sort({3, 2, 1}, function(a, b) return a < b end) print("works")
]==]
