-- expect: invalid TAC1003 2 'required' of field.string must be a boolean, and is a string
local x = field.string{required = "yes"}
