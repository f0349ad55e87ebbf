-- expect: invalid TAC1004 2 default: 5 is above the greatest, 3
local x = field.integer{default = 5, max = 3}
