-- expect: invalid TAC1002 2 'pattern' does not apply to field.integer
local x = field.integer{pattern = "x"}
