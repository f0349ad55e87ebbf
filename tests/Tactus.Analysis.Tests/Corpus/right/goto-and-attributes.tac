local out <close> = setmetatable({}, { __close = function() end })
local found
for index = 1, 10 do
  if index % 2 == 0 then goto continue end
  found = index
  ::continue::
end
do goto done end
::done::
return { found = found, bits = 5 // 2 | 1 << 3 ~ 2, hex = 0x1p4, out = out ~= nil }
