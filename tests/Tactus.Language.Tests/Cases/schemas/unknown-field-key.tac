-- expect: invalid TAC1002 2 did you mean 'required'?
local x = field.string{requird = true}
