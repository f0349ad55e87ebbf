-- expect: invalid TAC1008 4 input.name
-- mend: input {

local text = input.name
