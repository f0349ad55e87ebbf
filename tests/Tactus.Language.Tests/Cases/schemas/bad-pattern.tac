-- expect: invalid TAC1004 2 a ( is not closed
local x = field.string{pattern = "(a"}
