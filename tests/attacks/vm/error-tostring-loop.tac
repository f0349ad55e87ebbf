-- attack: raise an error object whose __tostring never returns
-- expect: out_of_budget error-tostring-loop.tac:4
-- limits: cpu 200
local trap = setmetatable({}, {__tostring = function() while true do end end})
error(trap)

--[==[ control
print(pcall(error, "x") == false and "works")
]==]
