-- expect: invalid TAC1003 3 cannot be changed
local x = field.string{}
x.required = true
