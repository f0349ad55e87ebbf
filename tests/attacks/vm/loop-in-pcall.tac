-- attack: loop for ever inside pcall, again and again
-- expect: out_of_budget loop-in-pcall.tac:5
-- limits: cpu 200
while true do
  pcall(function() while true do end end)
end

--[==[ control
print(pcall(function() end) and "works")
]==]
