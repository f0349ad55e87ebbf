-- os.time, os.clock and os.getenv: the clock is the journal's (the time of the last effect), in UTC; the environment is what the grant
-- names. Nothing here asks the C library, which would read the machine's time zone from a file.
local native, G = ...
local type, tonumber, error, next = type, tonumber, error, next
local tointeger, format = math.tointeger, string.format
local type_error = native.type_error
local days_from_civil, date_fields = native.days_from_civil, native.date_fields

local start = native.options.clock
local now = start
local environment = native.options.environment

-- Sets the clock, in nanoseconds since 1970 UTC. It never goes back.
function native.set_clock(nanoseconds)
  if nanoseconds > now then now = nanoseconds end
end

function native.clock()
  return now
end

-- Sets the clock to any time, for a layer above that has several.
function native.move_clock(nanoseconds)
  now = nanoseconds
end

local library = {}

function library.clock()
  return (now - start) / 1e9
end

function library.getenv(...)
  local name = ...
  if type(name) ~= "string" then type_error(1, "getenv", "string", ...) end
  return environment[name]
end

local FIELD_LIMIT = 1 << 40

local function field(t, key, default)
  local value = t[key]
  local integer = tointeger(tonumber(value))
  if integer == nil then
    if value ~= nil then error(format("field '%s' is not an integer", key), 3) end
    if default == nil then error(format("field '%s' missing in date table", key), 3) end
    return default
  end
  if integer > FIELD_LIMIT or integer < -FIELD_LIMIT then error(format("field '%s' is out-of-bound", key), 3) end
  return integer
end

function library.time(...)
  local t = ...
  if t == nil then return now // 1000000000 end
  if type(t) ~= "table" then type_error(1, "time", "table", ...) end
  local year, month, day = field(t, "year"), field(t, "month"), field(t, "day")
  local hour, minute, second = field(t, "hour", 12), field(t, "min", 0), field(t, "sec", 0)
  local seconds = days_from_civil(year, month, day) * 86400 + hour * 3600 + minute * 60 + second
  local normal = date_fields(seconds)
  if normal == nil then error("time result cannot be represented in this installation", 2) end
  for key, value in next, normal do t[key] = value end
  return seconds
end

G.os = library
