-- Json.encode and Json.decode, in Lua alone, so that they work where an effect cannot (a comparator, a metamethod).
local native, G = ...
local L = native.language
local std = L.std
local type, next, rawget, rawequal, tonumber = std.type, std.next, std.rawget, std.rawequal, std.tonumber
local math_type, format, concat, sort, rep = std.math_type, std.format, std.concat, std.sort, std.rep
local find, sub, byte, gsub, match = std.find, std.sub, std.byte, std.gsub, std.match
local utf8_len, utf8_char, huge, setmetatable = std.utf8_len, std.utf8_char, std.huge, std.setmetatable
local _ENV <const> = nil

local function fail(message) L.raise("TAC1202", message) end

local ESCAPED = {['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b", ["\f"] = "\\f", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t"}

local function escape(character)
  return ESCAPED[character] or format("\\u%04x", byte(character))
end

local function encode_string(text, path)
  if not utf8_len(text) then fail(path .. " is a string that is not UTF-8, which JSON cannot hold") end
  return '"' .. gsub(text, '[%c"\\]', escape) .. '"'
end

local function encode_number(value, path)
  if math_type(value) == "integer" then return format("%d", value) end
  if value ~= value or value == huge or value == -huge then
    fail(path .. " is " .. L.number_text(value) .. ", which JSON cannot hold")
  end
  local text = format("%.15g", value)
  if tonumber(text) ~= value then text = format("%.17g", value) end
  return text
end

local encode

local function encode_list(state, value, count, path, depth)
  if count == 0 then state[#state + 1] = "[]" return end
  local pad = state.indent and "\n" .. rep(state.indent, depth) or ""
  state[#state + 1] = "["
  for index = 1, count do
    state[#state + 1] = index == 1 and pad or "," .. pad
    encode(state, rawget(value, index), path, index, depth + 1)
  end
  state[#state + 1] = state.indent and "\n" .. rep(state.indent, depth - 1) .. "]" or "]"
end

local function encode_map(state, value, count, path, depth)
  if count == 0 then state[#state + 1] = "{}" return end
  local keys = {}
  for key in next, value do keys[#keys + 1] = key end
  sort(keys)
  local pad = state.indent and "\n" .. rep(state.indent, depth) or ""
  local colon = state.indent and ": " or ":"
  state[#state + 1] = "{"
  for index = 1, count do
    local key = keys[index]
    state[#state + 1] = (index == 1 and pad or "," .. pad) .. encode_string(key, path.text()) .. colon
    encode(state, rawget(value, key), path, key, depth + 1)
  end
  state[#state + 1] = state.indent and "\n" .. rep(state.indent, depth - 1) .. "}" or "}"
end

-- The path is kept as a stack of keys and spelled only when an error needs it.
local function new_path()
  local path = {}
  function path.text()
    local text = "value"
    for index = 1, #path do text = L.join_path(text, path[index]) end
    return text
  end
  return path
end

local function encode_table(state, value, path, depth)
  if depth > L.max_depth then fail(format("%s is nested deeper than %d levels", path.text(), L.max_depth)) end
  if state.open[value] then fail(path.text() .. " contains itself") end
  local shape, count = L.shape(value)
  if not shape then
    fail(format("%s is neither a list (keys 1 to n) nor a map (text keys): key %s", path.text(), L.show(count)))
  end
  state.open[value] = true
  if shape == "list" then encode_list(state, value, count, path, depth) else encode_map(state, value, count, path, depth) end
  state.open[value] = nil
end

function encode(state, value, path, key, depth)
  local kind = type(value)
  if key ~= nil then path[#path + 1] = key end
  if kind == "string" then
    state[#state + 1] = utf8_len(value) and encode_string(value) or encode_string(value, path.text())
  elseif kind == "number" then
    state[#state + 1] = math_type(value) == "integer" and format("%d", value) or encode_number(value, path.text())
  elseif kind == "boolean" then
    state[#state + 1] = value and "true" or "false"
  elseif kind == "nil" or rawequal(value, L.null) then
    state[#state + 1] = "null"
  elseif kind == "table" then
    encode_table(state, value, path, depth)
  else
    fail(format("%s is a %s, which JSON cannot hold", path.text(), kind))
  end
  if key ~= nil then path[#path] = nil end
end

local function indent_of(options)
  if options == nil or options == false then return nil end
  if options == true then return "  " end
  local indent = type(options) == "table" and rawget(options, "indent")
  if math_type(indent) == "integer" and indent >= 1 and indent <= 8 then return rep(" ", indent) end
  return L.raise("TAC1201", "the second argument of Json.encode must be {indent = 1 to 8} or true")
end

function L.json_encode(value, options)
  local state = {open = {}, indent = indent_of(options)}
  encode(state, value, new_path(), nil, 1)
  return concat(state)
end

-- Decoder: every function takes the text and a position and returns a value and the position after it.
local UNESCAPED = {['"'] = '"', ["\\"] = "\\", ["/"] = "/", b = "\b", f = "\f", n = "\n", r = "\r", t = "\t"}

local function decode_fail(text, position, message)
  local line, last = 1, 0
  for newline in std.gmatch(sub(text, 1, position - 1), "()\n") do line, last = line + 1, newline end
  fail(format("the JSON text is wrong at line %d, column %d: %s", line, position - last, message))
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

G.Json = {
  encode = function(value, options) return L.json_encode(value, options) end,
  decode = function(text) return L.json_decode(text) end,
  -- Marks a table as a list, which matters only for an empty one.
  array = function(items)
    if items == nil then items = {} end
    if type(items) ~= "table" or L.shape(items) == nil or (next(items) ~= nil and L.shape(items) ~= "list") then
      L.raise("TAC1201", "Json.array takes a list or nothing")
    end
    local result = {}
    for index = 1, std.rawlen(items) do result[index] = rawget(items, index) end
    return L.as_list(result)
  end,
  null = L.null,
}
