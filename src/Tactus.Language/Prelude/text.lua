-- Words for messages: how values, types and lists are spelled, and the nearest known name to a wrong one.
local native, G = ...
local L = native.language
local std = L.std
local type, format, math_type, rawlen, next, tostring = std.type, std.format, std.math_type, std.rawlen, std.next, std.tostring
local sub, byte, gsub, lower, concat, sort = std.sub, std.byte, std.gsub, std.lower, std.concat, std.sort
local huge, min, rawequal, utf8_len = std.huge, std.min, std.rawequal, std.utf8_len
local _ENV <const> = nil

-- A number as people write it: integral floats have no ".0", and there is one spelling of NaN on every machine.
function L.number_text(value)
  if math_type(value) == "integer" then return format("%d", value) end
  if value ~= value then return "nan" end
  return format("%.14g", value)
end

local function escape(character)
  return format("\\%d", byte(character))
end

-- A short, single-line rendering of any value. Runs no user code.
function L.show(value)
  local kind = type(value)
  if kind == "string" then
    local text = #value > 60 and sub(value, 1, 57) .. "..." or value
    return "'" .. gsub(text, "[%c]", escape) .. "'"
  elseif kind == "number" then
    return L.number_text(value)
  elseif kind == "nil" or kind == "boolean" then
    return tostring(value)
  elseif rawequal(value, L.null) then
    return "null"
  elseif kind == "table" then
    if next(value) == nil then return "an empty table" end
    return rawlen(value) > 0 and "a list" or "a map"
  end
  return "a " .. kind
end

-- The type of a value in a reader's words.
function L.type_name(value)
  local kind = type(value)
  if rawequal(value, L.null) then return "null" end
  if kind == "number" then return math_type(value) == "integer" and "an integer" or "a number" end
  if kind == "table" then return rawlen(value) > 0 and "a list" or "a table" end
  if kind == "nil" then return "nil" end
  return "a " .. kind
end

-- The keys of a table of names, sorted.
function L.sorted_keys(names)
  local keys = {}
  for key in next, names do keys[#keys + 1] = key end
  sort(keys)
  return keys
end

local function distance(left, right)
  local previous, current = {}, {}
  for column = 0, #right do previous[column] = column end
  for row = 1, #left do
    current[0] = row
    for column = 1, #right do
      local cost = byte(left, row) == byte(right, column) and 0 or 1
      current[column] = min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + cost)
    end
    previous, current = current, previous
  end
  return previous[#right]
end

-- The known name nearest to `name`, or nil when none is near. `names` has the known names as keys.
function L.nearest(name, names)
  if type(name) ~= "string" or #name > 60 then return nil end
  local best, least = nil, huge
  local keys = L.sorted_keys(names)
  for index = 1, #keys do
    local cost = distance(lower(name), lower(keys[index]))
    if cost < least then best, least = keys[index], cost end
  end
  if best and least <= min(3, (#best + 1) // 2) and least < #name then return best end
  return nil
end

-- "; did you mean 'x'?" or a list of what is known.
function L.did_you_mean(name, names)
  local near = L.nearest(name, names)
  if near then return "; did you mean '" .. near .. "'?" end
  return "; known are " .. concat(L.sorted_keys(names), ", ")
end

-- The text without the bytes that are no UTF-8.
function L.clean_text(text)
  if utf8_len(text) then return text end
  local parts, from = {}, 1
  while from <= #text do
    local count, bad = utf8_len(text, from)
    if count then
      parts[#parts + 1] = sub(text, from)
      break
    end
    parts[#parts + 1] = sub(text, from, bad - 1)
    from = bad + 1
  end
  return concat(parts)
end
