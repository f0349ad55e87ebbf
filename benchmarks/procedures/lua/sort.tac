-- Sorts numbers by their own order, and records by a comparison in Lua.
local seed = 42
local function draw()
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  return seed
end

local numbers, records = {}, {}
for i = 1, 300000 do
  numbers[i] = draw()
  records[i] = { key = draw() % 1000, index = i }
end

table.sort(numbers)
table.sort(records, function(a, b)
  if a.key ~= b.key then
    return a.key < b.key
  end
  return a.index < b.index
end)

return numbers[1] + numbers[#numbers] + records[1].index + records[#records].index
