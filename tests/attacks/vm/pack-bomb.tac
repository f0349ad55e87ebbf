-- attack: pack with absurd sizes and alignments
-- expect: stopped 3 errors
local n = 0
for _, try in ipairs {{"i17", 1}, {"!32 i4", 1}, {"s1", ("x"):rep(300)}} do
  if not pcall(string.pack, table.unpack(try)) then n = n + 1 end
end
print(n == 3 and "stopped: 3 errors" or "ESCAPED")

--[==[ control
print(#string.pack("i16", 1) == 16 and "works")
]==]
