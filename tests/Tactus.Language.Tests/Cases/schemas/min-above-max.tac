-- expect: invalid TAC1004 2 min (4) is greater than max (3)
local x = field.number{min = 4, max = 3}
