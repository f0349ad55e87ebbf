-- attack: loop for ever in __index
-- expect: out_of_budget loop-in-index.tac:4
-- limits: cpu 200
return setmetatable({}, {__index = function() while true do end end}).x

--[==[ control
print(setmetatable({}, {__index = function() return "works" end}).x)
]==]
