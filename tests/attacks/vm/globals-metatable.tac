-- attack: trap every access of the prelude to the procedure's globals
-- expect: stopped never entered
local entered = 0
local real_print, real_require, real_pcall = print, require, pcall
setmetatable(_G, {__index = function() entered = entered + 1 end, __newindex = function() entered = entered + 1 end})
real_print("x", {})
real_pcall(real_require, "missing")
real_print(entered > 0 and "ESCAPED" or "stopped: never entered")

--[==[ control
setmetatable(_G, {__index = function(_, name) return name end})
print(works)
]==]
