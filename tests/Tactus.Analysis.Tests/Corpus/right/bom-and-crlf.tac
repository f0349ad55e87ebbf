local a = 1
local b = [[
two]]
return { a = a, b = #b }
