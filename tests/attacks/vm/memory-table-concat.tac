-- attack: join a long list of one long string
-- expect: out_of_memory
local long, list = ("x"):rep(1 << 20), {}
for i = 1, 1 << 12 do list[i] = long end
print("ESCAPED", #table.concat(list))

--[==[ control
print(table.concat({"wor", "ks"}))
]==]
