-- mode: describe
-- expect: succeeded {"style":"script","procedures":[],"input":{"name":{"type":"string","required":true}},"output":{"type":"string"}}

input { name = field.string{required = true} }
output(field.string{})
local text = "Hello " .. input.name
error("not reached")
