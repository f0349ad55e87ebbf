-- input: {"name": "World"}
-- expect: succeeded {"greeting": "Hello, World 3"}

input {
  name = field.string{required = true},
  times = field.integer{default = 3},
}
output { greeting = field.string{required = true} }

local text = "Hello, " .. input.name .. " " .. input.times
return { greeting = text }
