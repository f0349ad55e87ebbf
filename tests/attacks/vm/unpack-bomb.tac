-- attack: return a hundred million values
-- expect: stopped too many results to unpack
local ok, e = pcall(table.unpack, {}, 1, 1e8)
print(ok and "ESCAPED" or "stopped: " .. e)

--[==[ control
print((table.unpack({"works"})))
]==]
