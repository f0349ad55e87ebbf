-- A little of everything that allocates; used with many memory limits, so that each allocation fails once somewhere.
local keep = {}
local function grow(n)
  for i = 1, n do keep[#keep + 1] = ("x"):rep(i % 50) .. i end
end
local module = require("part")
for round = 1, 20 do
  pcall(grow, 200 * round)
  pcall(function() return ("%s %d %5.2f"):format({}, round, round / 3):gsub("%d", function(d) return d .. d end) end)
  pcall(table.sort, {3, 1.5, 2, round}, function(a, b) return a < b end)
  pcall(function()
    local co = coroutine.wrap(function() for i = 1, 10 do coroutine.yield({i, tostring({})}) end error({round}) end)
    for _ = 1, 11 do co() end
  end)
  pcall(os.time, {year = 2020, month = round, day = 1})
  pcall(require, "missing" .. round)
  pcall(setmetatable, {}, {__mode = "k"})
  pcall(table.concat, keep, ",")
  pcall(module, round)
  local guard <close> = setmetatable({}, {__close = function() grow(1) end})
  if round % 10 == 0 then print(round, debug.traceback("here")) end
end
local function deep(n) if n == 0 then return grow(1000000) end local r = deep(n - 1) return r end
deep(50)
