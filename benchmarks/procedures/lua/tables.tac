-- Fills, reads and walks tables: a sieve, and records by name.
local limit, count = 4000000, 0
local composite = {}
for i = 2, limit do
  if not composite[i] then
    count = count + 1
    for multiple = i * i, limit, i do
      composite[multiple] = true
    end
  end
end

local total = 0
for round = 1, 20 do
  local records = {}
  for i = 1, 20000 do
    records[i] = { id = i, weight = i % 7, next = records[i - 1] }
  end
  for _, record in ipairs(records) do
    total = total + record.weight + (record.next and record.next.id or round)
  end
end

return count + total
