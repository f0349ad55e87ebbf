input { name = field.string{default = "World"} }
output { greeting = field.string{required = true} }
local greeting = "Hello, " .. input.name .. "!"
return { greeting = greeting }
