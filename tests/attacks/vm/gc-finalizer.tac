-- attack: run code from the collector, at a moment that differs from run to run
-- expect: stopped never called
local called = 0
for i = 1, 20000 do setmetatable({}, {__gc = function() called = called + 1 end}) end
local waste = {}
for i = 1, 200000 do waste[i % 10] = {i} end
print(called > 0 and "ESCAPED" or "stopped: never called")

--[==[ control
local called = 0
do local guard <close> = setmetatable({}, {__close = function() called = called + 1 end}) end
print(called == 1 and "works")
]==]
