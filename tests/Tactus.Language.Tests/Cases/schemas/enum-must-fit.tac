-- expect: invalid TAC1004 2 enum[2]: must be a string, and is 2
local x = field.string{enum = {"a", 2}}
