-- Makes, takes apart and searches strings.
local parts, vowels = {}, 0
for i = 1, 200000 do
  parts[#parts + 1] = string.format("%06d:%s", i, ("item" .. i):upper())
end

local text = table.concat(parts, ",")
for field in text:gmatch("[^,]+") do
  local number, name = field:match("^(%d+):(%a+)")
  vowels = vowels + #name + tonumber(number) % 3
end

local replaced, hits = text:gsub("[AEIOU]", string.lower)
return vowels + hits + #replaced + select(2, replaced:gsub("i", "")) + #text:rep(4, "\n"):reverse()
