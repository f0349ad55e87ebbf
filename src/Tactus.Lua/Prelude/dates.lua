-- os.date: the conversions of C99's strftime in the C locale, always in UTC.
local native, G = ...
local type, tonumber, error = type, tonumber, error
local tointeger = math.tointeger
local sub, format, find, concat = string.sub, string.format, string.find, table.concat
local type_error, argument_error = native.type_error, native.argument_error
local date_fields, days_from_civil = native.date_fields, native.days_from_civil

local DAYS = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
local MONTHS = {
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
}
-- Modifiers ask for a locale's alternatives; the C locale has none, but the combinations are checked as Lua checks them.
local MODIFIED = {E = "[cCxXyY]", O = "[deHImMSuUVwWy]"}

-- Year and number of the ISO week: the one that holds the week's Thursday.
local function iso_week(t)
  local weekday = (t.wday + 5) % 7
  local thursday = t.yday - 1 - weekday + 3
  local year = t.year
  if thursday < 0 then
    year = year - 1
    thursday = thursday + days_from_civil(t.year, 1, 1) - days_from_civil(year, 1, 1)
  else
    local length = days_from_civil(year + 1, 1, 1) - days_from_civil(year, 1, 1)
    if thursday >= length then year, thursday = year + 1, thursday - length end
  end
  return year, thursday // 7 + 1
end

local function two(n) return format("%02d", n) end
local function hour12(t) return two((t.hour + 11) % 12 + 1) end

local write
local COMPOSED = {
  c = "%a %b %e %H:%M:%S %Y", D = "%m/%d/%y", F = "%Y-%m-%d", h = "%b", r = "%I:%M:%S %p", R = "%H:%M", T = "%H:%M:%S", x = "%m/%d/%y", X = "%H:%M:%S",
}
local SIMPLE = {
  a = function(t) return sub(DAYS[t.wday], 1, 3) end,
  A = function(t) return DAYS[t.wday] end,
  b = function(t) return sub(MONTHS[t.month], 1, 3) end,
  B = function(t) return MONTHS[t.month] end,
  C = function(t) return two(t.year // 100) end,
  d = function(t) return two(t.day) end,
  e = function(t) return format("%2d", t.day) end,
  g = function(t) return two(iso_week(t) % 100) end,
  G = function(t) return format("%d", (iso_week(t))) end,
  H = function(t) return two(t.hour) end,
  I = hour12,
  j = function(t) return format("%03d", t.yday) end,
  m = function(t) return two(t.month) end,
  M = function(t) return two(t.min) end,
  n = function() return "\n" end,
  p = function(t) return t.hour < 12 and "AM" or "PM" end,
  S = function(t) return two(t.sec) end,
  t = function() return "\t" end,
  u = function(t) return format("%d", (t.wday + 5) % 7 + 1) end,
  U = function(t) return two((t.yday + 7 - t.wday) // 7) end,
  V = function(t) local _, week = iso_week(t) return two(week) end,
  w = function(t) return format("%d", t.wday - 1) end,
  W = function(t) return two((t.yday + 6 - (t.wday + 5) % 7) // 7) end,
  y = function(t) return two(t.year % 100) end,
  Y = function(t) return format("%d", t.year) end,
  z = function() return "+0000" end,
  Z = function() return "GMT" end,
  ["%"] = function() return "%" end,
}

-- The text, or nil and the conversion that is not known.
function write(fmt, t)
  local parts, place = {}, 1
  while true do
    local mark = find(fmt, "%", place, true)
    if not mark then break end
    parts[#parts + 1] = sub(fmt, place, mark - 1)
    local letter = sub(fmt, mark + 1, mark + 1)
    place = mark + 2
    local allowed = MODIFIED[letter]
    if allowed then
      letter = sub(fmt, place, place)
      place = place + 1
      if not find(letter, allowed) then return nil, sub(fmt, mark) end
    end
    if COMPOSED[letter] then
      parts[#parts + 1] = write(COMPOSED[letter], t)
    elseif SIMPLE[letter] then
      parts[#parts + 1] = SIMPLE[letter](t)
    else
      return nil, sub(fmt, mark)
    end
  end
  parts[#parts + 1] = sub(fmt, place)
  return concat(parts)
end

local function time_argument(given)
  if given == nil then return native.clock() // 1000000000 end
  local time = tointeger(tonumber(given))
  if time ~= nil then return time end
  if type(given) == "number" then
    error("bad argument #2 to 'date' (number has no integer representation)", 3)
  end
  error(format("bad argument #2 to 'date' (number expected, got %s)", type(given)), 3)
end

function G.os.date(...)
  local fmt, given = ...
  if fmt == nil then fmt = "%c" end
  if type(fmt) == "number" then fmt = fmt .. "" end
  if type(fmt) ~= "string" then type_error(1, "date", "string", ...) end
  if sub(fmt, 1, 1) == "!" then fmt = sub(fmt, 2) end
  local t = date_fields(time_argument(given))
  if t == nil then error("date result cannot be represented in this installation", 2) end
  if sub(fmt, 1, 2) == "*t" then return t end
  local text, unknown = write(fmt, t)
  if text == nil then argument_error(1, "date", "invalid conversion specifier '" .. unknown .. "'") end
  return text
end
