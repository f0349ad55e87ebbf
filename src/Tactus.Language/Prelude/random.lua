-- Random streams per branch: a replay does not enter a checkpoint, so what the checkpoint draws must not move the stream outside.
-- Inside a checkpoint, and again after it, the generator starts from the seed and the checkpoint's place alone.
local native, G = ...
local L = native.language
local std = L.std
local raw_randomseed = std.randomseed
local high, low = native.options.seed_high, native.options.seed_low
local _ENV <const> = nil

function G.math.randomseed(...)
  high, low = raw_randomseed(...)
  return high, low
end

-- One step of splitmix64: equal inputs give equal outputs, near ones far outputs.
local function mix(x)
  x = x + 0x9E3779B97F4A7C15
  x = (x ~ x >> 30) * 0xBF58476D1CE4E5B9
  x = (x ~ x >> 27) * 0x94D049BB133111EB
  return x ~ x >> 31
end

-- Starts the stream inside the checkpoint whose place the host hashed to `salt`; returns what leave_random needs.
function L.enter_random(salt)
  raw_randomseed(mix(high ~ salt), mix(low + salt))
  return {high, low}
end

-- Starts the stream after it. A seed that was set inside ends with it.
function L.leave_random(salt, before)
  if before then high, low = before[1], before[2] end
  raw_randomseed(mix(low ~ salt), mix(high + salt))
end
