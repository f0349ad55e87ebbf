function string.trim(text) return (text:gsub("^%s+", ""):gsub("%s+$", "")) end
table.size = function(t) local n = 0 for _ in pairs(t) do n = n + 1 end return n end
return { text = string.trim("  a "), n = table.size({ a = 1 }) }
