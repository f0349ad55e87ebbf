-- attack: change the methods of strings, which prelude code might call
-- expect: stopped never entered
local entered = 0
for name in pairs(string) do
  string[name] = function() entered = entered + 1 return "spy" end
end
print(1, {}, nil)
pcall(error, "x") pcall(require, "missing") pcall(os.date, "!%c") pcall(setmetatable, 1) pcall(debug.traceback, "m")
print(entered > 0 and "ESCAPED" or "stopped: never entered")

--[==[ control
function string.shout(s) return s .. "s" end
print(("work"):shout())
]==]
