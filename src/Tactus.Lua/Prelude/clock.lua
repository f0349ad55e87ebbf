-- os.time, os.date, os.clock and os.getenv: the clock is the journal's (the time of the last effect), in UTC; the environment is what the grant names.
local native, G = ...
local type, tonumber, pcall, error, next = type, tonumber, pcall, error, next
local tointeger = math.tointeger
local raw_date = os.date
local sub, format = string.sub, string.format
local settle, type_error, argument_error = native.settle, native.type_error, native.argument_error

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

local library = {}

function library.clock()
  return (now - start) / 1e9
end

function library.getenv(...)
  local name = ...
  if type(name) ~= "string" then type_error(1, "getenv", "string", ...) end
  return environment[name]
end

-- Days from 1970-01-01 to a day of the proleptic Gregorian calendar; the month may be any integer.
local function days_from_civil(year, month, day)
  year = year + (month - 1) // 12
  month = (month - 1) % 12 + 1
  if month <= 2 then year = year - 1 end
  local era = year // 400
  local year_of_era = year - era * 400
  local shifted = month > 2 and month - 3 or month + 9
  local day_of_year = (153 * shifted + 2) // 5 + day - 1
  return era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719468
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
  local ok, normal = pcall(raw_date, "!*t", seconds)
  if not ok then error("time result cannot be represented in this installation", 2) end
  for key, value in next, normal do t[key] = value end
  return seconds
end

function library.date(...)
  local fmt, time = ...
  if fmt == nil then fmt = "%c" end
  if type(fmt) == "number" then fmt = fmt .. "" end
  if type(fmt) ~= "string" then type_error(1, "date", "string", ...) end
  if time == nil then
    time = now // 1000000000
  else
    local given = time
    time = tointeger(tonumber(given))
    if time == nil then
      if type(given) == "number" then argument_error(2, "date", "number has no integer representation") end
      type_error(2, "date", "number", given)
    end
  end
  if sub(fmt, 1, 1) == "!" then fmt = sub(fmt, 2) end
  return settle(pcall(raw_date, "!" .. fmt, time))
end

G.os = library
