-- Json.decode, in Lua alone (see json_encode.lua). Every function takes the text and a position and returns a value and the position
-- after it.
local native, G = ...
local L = native.language
local std = L.std
local type, tonumber, format, concat, gmatch = std.type, std.tonumber, std.format, std.concat, std.gmatch
local find, sub, byte, match = std.find, std.sub, std.byte, std.match
local utf8_len, utf8_char, huge = std.utf8_len, std.utf8_char, std.huge
local _ENV <const> = nil

local UNESCAPED = {['"'] = '"', ["\\"] = "\\", ["/"] = "/", b = "\b", f = "\f", n = "\n", r = "\r", t = "\t"}

local function decode_fail(text, position, message)
  local line, last = 1, 0
  for newline in gmatch(sub(text, 1, position - 1), "()\n") do line, last = line + 1, newline end
  L.raise("TAC1202", format("the JSON text is wrong at line %d, column %d: %s", line, position - last, message))
end

local function decode_unicode(text, position)
  local digits = match(text, "^%x%x%x%x", position)
  if not digits then decode_fail(text, position, "\\u needs four hexadecimal digits") end
  local code = tonumber(digits, 16)
  if code >= 0xD800 and code <= 0xDBFF then
    local low = match(text, "^\\u(%x%x%x%x)", position + 4)
    local second = low and tonumber(low, 16)
    if not second or second < 0xDC00 or second > 0xDFFF then
      decode_fail(text, position, "half of a surrogate pair is missing")
    end
    return utf8_char(0x10000 + (code - 0xD800) * 0x400 + (second - 0xDC00)), position + 10
  elseif code >= 0xDC00 and code <= 0xDFFF then
    decode_fail(text, position, "half of a surrogate pair is missing")
  end
  return utf8_char(code), position + 4
end

local function decode_escaped(text, position)
  local parts, from = {}, position
  while true do
    local at = find(text, '["\\%c]', from)
    if not at then decode_fail(text, position - 1, "a string is not closed") end
    parts[#parts + 1] = sub(text, from, at - 1)
    local character = sub(text, at, at)
    if character == '"' then return concat(parts), at + 1 end
    if character ~= "\\" then decode_fail(text, at, "a control character stands in a string") end
    local name = sub(text, at + 1, at + 1)
    if name == "u" then
      parts[#parts + 1], from = decode_unicode(text, at + 2)
    elseif UNESCAPED[name] then
      parts[#parts + 1], from = UNESCAPED[name], at + 2
    else
      decode_fail(text, at, "there is no escape \\" .. name)
    end
  end
end

local function decode_string(text, position)
  local at = find(text, '["\\%c]', position)
  if at and byte(text, at) == 34 then return sub(text, position, at - 1), at + 1 end
  return decode_escaped(text, position)
end

local function decode_number(text, position)
  local whole, after = match(text, "^-?(%d+)()", position)
  if not whole then decode_fail(text, position, "a value was expected") end
  if #whole > 1 and byte(whole) == 48 then decode_fail(text, position, "a number starts with 0") end
  local is_integer = true
  local fraction = match(text, "^%.%d+()", after)
  if fraction then after, is_integer = fraction, false end
  local exponent = match(text, "^[eE][+-]?%d+()", after)
  if exponent then after, is_integer = exponent, false end
  local raw = sub(text, position, after - 1)
  -- An integer beyond 64 bits becomes a float, as Lua reads it.
  local value = tonumber(raw)
  if not is_integer then value = value + 0.0 end
  if value == huge or value == -huge then decode_fail(text, position, "a number is too large") end
  return value, after
end

local decode

local function skip(text, position)
  return find(text, "[^ \n\r\t]", position) or #text + 1
end

local function decode_list(text, position, depth)
  local result, count = {}, 0
  position = skip(text, position)
  if byte(text, position) == 93 then return L.as_list(result), position + 1 end
  while true do
    local value
    value, position = decode(text, position, depth)
    count = count + 1
    if value == nil then value = L.null end
    result[count] = value
    position = skip(text, position)
    local after = byte(text, position)
    if after == 93 then return result, position + 1 end
    if after ~= 44 then decode_fail(text, position, "a , or ] was expected") end
    position = skip(text, position + 1)
  end
end

local function decode_map(text, position, depth)
  local result = {}
  position = skip(text, position)
  if byte(text, position) == 125 then return result, position + 1 end
  while true do
    if byte(text, position) ~= 34 then decode_fail(text, position, "a name in quotes was expected") end
    local key, value
    key, position = decode_string(text, position + 1)
    position = skip(text, position)
    if byte(text, position) ~= 58 then decode_fail(text, position, "a : was expected") end
    value, position = decode(text, skip(text, position + 1), depth)
    if value == nil then value = L.null end
    result[key] = value
    position = skip(text, position)
    local after = byte(text, position)
    if after == 125 then return result, position + 1 end
    if after ~= 44 then decode_fail(text, position, "a , or } was expected") end
    position = skip(text, position + 1)
  end
end

function decode(text, position, depth)
  local first = byte(text, position)
  if first == 34 then return decode_string(text, position + 1) end
  if first == 123 or first == 91 then
    if depth >= L.max_depth then decode_fail(text, position, format("it is nested deeper than %d levels", L.max_depth)) end
    if first == 123 then return decode_map(text, position + 1, depth + 1) end
    return decode_list(text, position + 1, depth + 1)
  end
  if find(text, "^true", position) then return true, position + 4 end
  if find(text, "^false", position) then return false, position + 5 end
  if find(text, "^null", position) then return nil, position + 4 end
  if not first then decode_fail(text, position, "it ends where a value was expected") end
  return decode_number(text, position)
end

function L.json_decode(text)
  if type(text) ~= "string" then L.raise("TAC1201", "Json.decode takes a string, and got " .. L.type_name(text)) end
  local valid, wrong = utf8_len(text)
  if not valid then decode_fail(text, wrong, "it is not UTF-8") end
  local value, position = decode(text, skip(text, 1), 0)
  position = skip(text, position)
  if position <= #text then decode_fail(text, position, "something follows the value") end
  return value
end
