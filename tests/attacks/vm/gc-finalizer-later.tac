-- attack: add __gc to a metatable that is already in use
-- expect: stopped never called
local called = 0
local meta = {}
for i = 1, 20000 do setmetatable({}, meta) end
meta.__gc = function() called = called + 1 end
for i = 1, 20000 do setmetatable({}, meta) end
local waste = {}
for i = 1, 200000 do waste[i % 10] = {i} end
print(called > 0 and "ESCAPED" or "stopped: never called")

--[==[ control
local meta = {}
local t = setmetatable({}, meta)
meta.__index = function() return "later" end
print(t.x == "later" and "works")
]==]
