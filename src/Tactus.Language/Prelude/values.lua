-- Values as data: null, the mark of an empty list, copies, and the difference between a list and a map.
local native, G = ...
local L = native.language
local std = L.std
local type, next, rawlen, rawget, rawequal, setmetatable, getmetatable =
  std.type, std.next, std.rawlen, std.rawget, std.rawequal, std.setmetatable, std.getmetatable
local math_type, format, match = std.math_type, std.format, std.match
-- The user's getmetatable shows what a metatable wants to show; this one shows the metatable itself.
local raw_getmetatable = debug.getmetatable
local LIST = L.list_mark
local _ENV <const> = nil

-- Deepest nesting of a value; a scalar has depth 1. The value model's own limit.
L.max_depth = 64

-- Marks a table as a list, so that it stays one when it is empty. Returns it.
function L.as_list(items)
  return setmetatable(items, LIST)
end

local function is_marked_list(value)
  return rawequal(raw_getmetatable(value), LIST)
end

-- "list" or "map" and the number of entries; nil and the offending key when the table is neither.
function L.shape(value)
  local length, count = rawlen(value), 0
  for key in next, value do
    count = count + 1
    if length > 0 then
      if math_type(key) ~= "integer" or key < 1 or key > length then return nil, key end
    elseif type(key) ~= "string" then
      return nil, key
    end
  end
  if length > 0 then
    if count ~= length then return nil, length end
    return "list", length
  end
  if count == 0 and is_marked_list(value) then return "list", 0 end
  return "map", count
end

-- `path` with one more step, as a person would write it.
function L.join_path(path, key)
  if type(key) == "number" then return path .. "[" .. L.number_text(key) .. "]" end
  if type(key) == "string" and match(key, "^[%a_][%w_]*$") then return path .. "." .. key end
  return path .. "[" .. L.show(key) .. "]"
end

-- Why a value cannot be kept or sent, or nil when it can: cycles, functions, mixed or sparse keys, depth.
function L.why_not_data(value, path, depth, open)
  local kind = type(value)
  if kind == "nil" or kind == "boolean" or kind == "number" or kind == "string" or rawequal(value, L.null) then return nil end
  if kind ~= "table" then return format("%s is a %s, which is no data", path, kind) end
  depth, open = depth or 1, open or {}
  if open[value] then return path .. " contains itself" end
  if depth > L.max_depth then return format("%s is nested deeper than %d levels", path, L.max_depth) end
  local shape, key = L.shape(value)
  if not shape then
    return format("%s is neither a list (keys 1 to n) nor a map (text keys): key %s", path, L.show(key))
  end
  open[value] = true
  for name, item in next, value do
    local kind_of_item = type(item)
    if kind_of_item == "table" or kind_of_item == "function" or kind_of_item == "thread" or kind_of_item == "userdata" then
      local why = L.why_not_data(item, L.join_path(path, name), depth + 1, open)
      if why then return why end
    end
  end
  open[value] = nil
  return nil
end

-- A deep copy of data, without metatables other than the mark of a list.
function L.copy(value)
  if type(value) ~= "table" or rawequal(value, L.null) then return value end
  local result = {}
  if is_marked_list(value) then setmetatable(result, LIST) end
  for key, item in next, value do result[key] = L.copy(item) end
  return result
end

-- True when two values are the same data.
function L.same(left, right)
  if rawequal(left, right) then return true end
  if type(left) == "number" and type(right) == "number" then return left == right end
  if type(left) ~= "table" or type(right) ~= "table" or rawequal(left, L.null) or rawequal(right, L.null) then return false end
  for key, item in next, left do
    if not L.same(item, rawget(right, key)) then return false end
  end
  for key in next, right do
    if rawget(left, key) == nil then return false end
  end
  return true
end

local function loose(value, depth, open)
  local kind = type(value)
  if kind == "nil" or kind == "boolean" or kind == "number" or kind == "string" or rawequal(value, L.null) then return value end
  if kind ~= "table" then return "(" .. kind .. ")" end
  if open[value] then return "(itself)" end
  if depth > 16 then return "(deeper)" end
  open[value] = true
  local shape, result = L.shape(value), {}
  for key, item in next, value do
    local name = key
    if not shape then name = type(key) == "string" and key or (type(key) == "number" and L.number_text(key)) or "(" .. type(key) .. ")" end
    result[name] = loose(item, depth + 1, open)
  end
  open[value] = nil
  return result
end

-- A deep copy of anything as data: what is no data shows as a word. For log lines, which must never fail.
function L.loose_copy(value) return loose(value, 1, {}) end

function L.is_null(value) return rawequal(value, L.null) end
