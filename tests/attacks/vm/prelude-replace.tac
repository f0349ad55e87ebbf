-- attack: replace library functions, then trigger prelude code that would use them
-- expect: stopped never entered
local entered = 0
local real_print, real_pcall, real_tostring = print, pcall, tostring
local function spy() entered = entered + 1 return "spy" end
local real_sort, real_date, real_time, real_format, real_require = table.sort, os.date, os.time, string.format, require
local real_resume, real_create, real_wrap, real_trace, real_random = coroutine.resume, coroutine.create, coroutine.wrap, debug.traceback, math.random
for _, library in ipairs {string, table, math, utf8, coroutine, os, debug} do
  local names = {}
  for name in pairs(library) do names[#names + 1] = name end
  for _, name in ipairs(names) do rawset(library, name, spy) end
end
for _, name in ipairs {"type", "next", "pairs", "ipairs", "select", "rawget", "rawset", "error", "setmetatable", "getmetatable", "pcall", "tostring", "tonumber"} do
  _G[name] = spy
end
real_print("a", 1, {})
real_pcall(real_sort, {3, 1.5, 2, 0.0}) real_pcall(real_sort, {3, 1, 2}, function(a, b) return a < b end)
real_pcall(real_date, "%c") real_pcall(real_time, {year = 2020, month = 1, day = 1}) real_pcall(real_format, "%s %d", {}, 1)
real_pcall(real_require, "missing") real_pcall(real_resume, real_create(function() real_print("in") end))
real_pcall(real_wrap(function() real_print("wrapped") end)) real_pcall(real_trace) real_pcall(real_random, 3)
real_pcall(real_tostring, {})
real_print(entered > 0 and "ESCAPED" or "stopped: never entered")

--[==[ control
local entered = 0
local old = tostring
function tostring(v) entered = entered + 1 return old(v) end
tostring(1)
print(entered == 1 and "works")
]==]
