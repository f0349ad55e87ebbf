-- attack: make a table weak after its metatable was accepted
-- expect: stopped all 1000 entries held
local meta = {}
local t = setmetatable({}, meta)
meta.__mode = "kv"
for i = 1, 1000 do t[{}] = {} end
local waste = {}
for i = 1, 300000 do waste[i % 10] = {i} end
local n = 0
for _ in pairs(t) do n = n + 1 end
print(n ~= 1000 and "ESCAPED" or "stopped: all 1000 entries held")

--[==[ control
local t = {}
for i = 1, 1000 do t[{}] = {} end
for k in pairs(t) do t[k] = nil end
print(next(t) == nil and "works")
]==]
