-- The proleptic Gregorian calendar in UTC, by arithmetic alone.
local native, G = ...

local DAY = 86400
-- Years that C's struct tm can hold, which is what Lua's own functions are limited to.
local FIRST_YEAR, LAST_YEAR = -2147481748, 2147485547
local FIRST_SECOND, LAST_SECOND

-- Days from 1970-01-01 to a day; month and day may be any integers.
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
native.days_from_civil = days_from_civil

local function civil_from_days(days)
  days = days + 719468
  local era = days // 146097
  local day_of_era = days - era * 146097
  local year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
  local day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
  local shifted = (5 * day_of_year + 2) // 153
  local month = shifted < 10 and shifted + 3 or shifted - 9
  local year = year_of_era + era * 400
  if month <= 2 then year = year + 1 end
  return year, month, day_of_year - (153 * shifted + 2) // 5 + 1
end

FIRST_SECOND, LAST_SECOND = days_from_civil(FIRST_YEAR, 1, 1) * DAY, days_from_civil(LAST_YEAR + 1, 1, 1) * DAY - 1

-- The table of os.date("*t"), or nil when the time lies outside the calendar.
function native.date_fields(seconds)
  if seconds < FIRST_SECOND or seconds > LAST_SECOND then return nil end
  local days, rest = seconds // DAY, seconds % DAY
  local year, month, day = civil_from_days(days)
  return {
    year = year, month = month, day = day, hour = rest // 3600, min = rest // 60 % 60, sec = rest % 60,
    wday = (days + 4) % 7 + 1, yday = days - days_from_civil(year, 1, 1) + 1, isdst = false,
  }
end
