local function each(list)
  return coroutine.wrap(function() for _, item in ipairs(list) do coroutine.yield(item) end end)
end
local out = {}
for item in each({ 1, 2, 3 }) do out[#out + 1] = item * 2 end
for key, value in next, { x = 1 } do out[key] = nil out[#out + 1] = value end
return out
