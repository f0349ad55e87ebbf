-- attack: recurse inside message handlers
-- expect: stopped contained
local function handler(e) return handler(error(e)) end
local ok = xpcall(error, handler, "x")
local ok2 = xpcall(function() local function f() return f() + 1 end return f() end, function(e) local function g() return g() + 1 end return g() end)
print((ok or ok2) and "ESCAPED" or "stopped: contained")

--[==[ control
print(select(2, xpcall(error, function(e) return e end, "works")))
]==]
