-- attack: loop for ever in a __close handler
-- expect: out_of_budget loop-in-close.tac:4
-- limits: cpu 200
local x <close> = setmetatable({}, {__close = function() while true do end end})

--[==[ control
local x <close> = nil print("works")
]==]
