-- expect: succeeded null

local x = 1
