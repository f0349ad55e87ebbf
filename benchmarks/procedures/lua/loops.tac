-- Arithmetic on integers and floats.
local sum, x = 0, 0.5
for i = 1, 100000000 do
  sum = (sum + i * 7) & 0xffffffff
  x = x * 1.0000001
end

return sum + math.floor(x)
