-- expect: invalid TAC1001 4 unexpected symbol near '='

local x = 1
local y = = 2
