-- math.random: Lua's own generator (xoshiro256**), seeded from the run. native.random_stream makes further, independent ones.
local native, G = ...
local select, pcall, error, tonumber = select, pcall, error, tonumber
local raw_random, raw_randomseed = math.random, math.randomseed
local tointeger, ult = math.tointeger, math.ult
local settle, argument_error = native.settle, native.argument_error
local seed_high, seed_low = native.options.seed_high, native.options.seed_low

raw_randomseed(seed_high, seed_low)

-- Without arguments Lua would seed from the clock and an address; here it goes on from a seed that the stream itself gives.
local function randomseed(...)
  if select("#", ...) == 0 then
    return raw_randomseed(raw_random(0), raw_random(0))
  end
  return settle(pcall(raw_randomseed, ...))
end

G.math.randomseed = randomseed

local function rotate_left(x, n)
  return x << n | x >> (64 - n)
end

-- A generator like math.random, with a state of its own: the same numbers as math.random after math.randomseed(high, low).
function native.random_stream(high, low)
  local s0, s1, s2, s3 = high, 0xFF, low, 0
  local function step()
    local result = rotate_left(s1 * 5, 7) * 9
    local t = s1 << 17
    s2, s3 = s2 ~ s0, s3 ~ s1
    s1, s0 = s1 ~ s2, s0 ~ s3
    s2, s3 = s2 ~ t, rotate_left(s3, 45)
    return result
  end
  for _ = 1, 16 do step() end

  -- The smallest 2^b-1 not under the range, then reject: as Lua does, without bias.
  local function project(random, range)
    if range & (range + 1) == 0 then return random & range end
    local mask = range
    for _, shift in ipairs {1, 2, 4, 8, 16, 32} do mask = mask | mask >> shift end
    random = random & mask
    while ult(range, random) do random = step() & mask end
    return random
  end

  return function(...)
    local n = select("#", ...)
    local random = step()
    if n == 0 then return (random >> 11) * 2.0 ^ -53 end
    local low_bound, high_bound = 1, (...)
    if n == 2 then low_bound, high_bound = ... end
    if n > 2 then error("wrong number of arguments", 2) end
    low_bound, high_bound = tointeger(tonumber(low_bound)), tointeger(tonumber(high_bound))
    if low_bound == nil then argument_error(1, "random", "number has no integer representation") end
    if high_bound == nil then argument_error(n, "random", "number has no integer representation") end
    if n == 1 and high_bound == 0 then return random end
    if low_bound > high_bound then argument_error(n, "random", "interval is empty") end
    return low_bound + project(random, high_bound - low_bound)
  end
end
