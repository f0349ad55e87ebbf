-- Json.encode, in Lua alone, so that it works where an effect cannot (a gsub callback, a __tostring).
local native, G = ...
local L = native.language
local std = L.std
local type, next, rawget, rawequal, tonumber = std.type, std.next, std.rawget, std.rawequal, std.tonumber
local math_type, format, concat, sort, rep = std.math_type, std.format, std.concat, std.sort, std.rep
local byte, gsub, utf8_len, huge = std.byte, std.gsub, std.utf8_len, std.huge
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
