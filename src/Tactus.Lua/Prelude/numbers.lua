-- The math library: all of 5.4, and the names of 5.1 that Lua dropped.
local native, G = ...
local type, next, select, tonumber, error = type, next, select, tonumber, error
local exp, log, atan, floor, abs = math.exp, math.log, math.atan, math.floor, math.abs
local huge, format = math.huge, string.format

local library = {}
for name, value in next, math do library[name] = value end

local function number(position, name, ...)
  local x = tonumber((...))
  if x == nil or type((...)) == "boolean" then
    local got = select("#", ...) == 0 and "no value" or type((...))
    error(format("bad argument #%d to '%s' (number expected, got %s)", position, name, got), 3)
  end
  return x
end

local function unary(name, compute)
  library[name] = function(...)
    return compute(number(1, name, ...))
  end
end

local function binary(name, compute)
  library[name] = function(...)
    return compute(number(1, name, ...), number(2, name, select(2, ...)))
  end
end

binary("pow", function(x, y) return x ^ y end)
binary("atan2", function(y, x) return atan(y, x) end)
unary("log10", function(x) return log(x, 10) end)
unary("cosh", function(x) return (exp(x) + exp(-x)) / 2 end)

unary("sinh", function(x)
  -- Near zero the difference of exponentials would lose all digits; three terms of the series are exact there.
  if abs(x) < 1e-3 then
    local square = x * x
    return x * (1 + square / 6 * (1 + square / 20))
  end
  return (exp(x) - exp(-x)) / 2
end)

unary("tanh", function(x)
  if x ~= x then return x end
  if x > 20 then return 1.0 end
  if x < -20 then return -1.0 end
  if abs(x) < 1e-3 then
    local square = x * x
    return x * (1 - square / 3 * (1 - square * 2 / 5))
  end
  local twice = exp(2 * x)
  return (twice - 1) / (twice + 1)
end)

unary("frexp", function(x)
  if x == 0 or x ~= x or x == huge or x == -huge then return x, 0 end
  local exponent = 0
  local m = x + 0.0
  if abs(m) < 2.0 ^ -1022 then
    m, exponent = m * 2.0 ^ 54, -54
  end
  local size = floor(log(abs(m), 2)) + 1
  -- In two steps, because 2^-size alone may overflow; then corrected, because log may be off by one at powers of two.
  m = m * 2.0 ^ (-(size // 2)) * 2.0 ^ (-(size - size // 2))
  exponent = exponent + size
  if abs(m) >= 1.0 then
    m, exponent = m / 2, exponent + 1
  elseif abs(m) < 0.5 then
    m, exponent = m * 2, exponent - 1
  end
  return m, exponent
end)

binary("ldexp", function(x, exponent)
  exponent = floor(exponent)
  if exponent > 2100 then exponent = 2100 elseif exponent < -2200 then exponent = -2200 end
  while exponent > 1000 do
    x, exponent = x * 2.0 ^ 1000, exponent - 1000
  end
  while exponent < -1000 do
    x, exponent = x * 2.0 ^ -1000, exponent + 1000
  end
  return x * 2.0 ^ exponent
end)

G.math = library
