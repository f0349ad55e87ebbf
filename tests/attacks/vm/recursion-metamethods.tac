-- attack: recurse through every kind of metamethod
-- expect: stopped 7 overflows
local meta = {}
local x, y = setmetatable({}, meta), setmetatable({}, meta)
meta.__add = function(a, b) return a + b end
meta.__concat = function(a, b) return a .. b end
meta.__eq = function(a, b) return a == b end
meta.__lt = function(a, b) return a < b end
meta.__len = function(a) return #a end
meta.__call = function(a) return a() + 1 end
meta.__newindex = function(a, k, v) a[k] = v return nil end
local n = 0
for _, try in ipairs {
  function() return x + y end, function() return x .. y end, function() return x == y end, function() return x < y end,
  function() return #x end, function() return x() + 1 end, function() x.k = 1 end,
} do
  local ok, e = pcall(try)
  if not ok and tostring(e):find("overflow") then n = n + 1 end
end
print(n == 7 and "stopped: 7 overflows" or "ESCAPED " .. n)

--[==[ control
local x = setmetatable({}, {__add = function() return "works" end})
print(x + 1)
]==]
