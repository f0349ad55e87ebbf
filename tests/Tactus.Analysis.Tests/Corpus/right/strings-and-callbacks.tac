local count = 0
local text = string.gsub("a b c", "%a", function(letter) count = count + 1 return letter:upper() end)
local filled = ("{x} and {y}"):gsub("{(%w+)}", { x = 1, y = 2 })
table.sort({ 3, 1, 2 }, function(a, b) return a > b end)
local length = utf8.len("äöü") + #[==[
long ]] one]==]
return { text = text, count = count, filled = filled, length = length, formatted = ("%5.2f|%q"):format(1.5, "a\nb") }
