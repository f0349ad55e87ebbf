-- expect: invalid TAC1001 4 expected near

local x = 1
local y = = 2
