-- Random streams: each task and each inside of a checkpoint has its own, which follows from the run's seed and its place alone.
--
-- A replay does not enter a recorded checkpoint, so what the checkpoint draws must not move the stream outside: after it the stream starts from
-- its place. And where several tasks may run, each starts its stream anew whenever it is resumed, from the number of times that happened to it:
-- so nothing depends on what others drew meanwhile.
local native, G = ...
local L = native.language
local std = L.std
local raw_randomseed = std.randomseed
local options = native.options
local _ENV <const> = nil

-- Seed, salt of the branch, how often it was resumed, and whether it starts anew then.
local stream = {high = options.seed_high, low = options.seed_low, salt = 0, turn = 0, restarts = false}

function G.math.randomseed(...)
  stream.high, stream.low = raw_randomseed(...)
  return stream.high, stream.low
end

-- One step of splitmix64: equal inputs give equal outputs, near ones far outputs.
local function mix(x)
  x = x + 0x9E3779B97F4A7C15
  x = (x ~ x >> 30) * 0xBF58476D1CE4E5B9
  x = (x ~ x >> 27) * 0x94D049BB133111EB
  return x ~ x >> 31
end

local function restart()
  local place = stream.salt + mix(stream.turn)
  raw_randomseed(mix(stream.high ~ place), mix(stream.low + place))
end

-- Every answer passes here on its way to the task that asked.
local function resumed(...)
  if stream.restarts then
    stream.turn = stream.turn + 1
    restart()
  end
  return ...
end

L.resumed = resumed
L.set_resumed(resumed)

-- From now on other tasks may run between two steps of this one.
function L.share_random() stream.restarts = true end

-- The stream of a new task, whose branch the host hashed to `salt`.
function L.new_random(salt)
  return {high = stream.high, low = stream.low, salt = salt, turn = 0, restarts = true}
end

-- Gives the generator to another task, and returns what the running one needs to get it back.
function L.swap_random(other)
  local before = stream
  stream = other
  return before
end

-- A task begins with a stream that nobody has drawn from.
L.restart_random = restart

-- Starts the stream inside the checkpoint whose place the host hashed to `salt`; returns what leave_random needs.
function L.enter_random(salt)
  local before = stream
  stream = {high = before.high, low = before.low, salt = salt, turn = 0, restarts = before.restarts}
  restart()
  return before
end

-- Back to the stream outside. A seed that was set inside ends with it.
function L.leave_random(before) stream = before end

-- Starts the stream after a checkpoint, entered or not.
function L.pass_random(salt)
  raw_randomseed(mix(stream.low ~ salt), mix(stream.high + salt))
end
