-- expect: invalid TAC1002 2 there is no field.strng; did you mean 'string'?
local x = field.strng{}
