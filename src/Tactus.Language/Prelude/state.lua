-- state and State: the procedure's own record, typed by the schema of the procedure that runs. Plain Lua, rebuilt by replay.
local native, G = ...
local L = native.language
local std = L.std
local type, next, setmetatable, getmetatable, format = std.type, std.next, std.setmetatable, std.getmetatable, std.format
local rawlen = std.rawlen
local _ENV <const> = nil

local function key_of(key)
  if type(key) ~= "string" then
    L.raise("TAC1103", "a key of state must be a string, and is " .. L.type_name(key))
  end
  return key
end

local function set(key, value)
  key_of(key)
  local values, fields = L.frame.values, L.frame.fields
  if value == nil then values[key] = nil return end
  local path = L.join_path("state", key)
  local why = L.why_not_data(value, path)
  if why then L.raise("TAC1103", why, {mend = "keep numbers, strings, booleans and tables of them in state"}) end
  local schema = fields[key]
  if schema then
    local problems = {}
    local converted = L.check_value(schema, value, path, problems)
    if #problems > 0 then
      L.raise("TAC1103", problems[1], {mend = format("the procedure declares state.%s as field.%s", key, schema.type)})
    end
    if type(value) ~= "table" then
      value = converted
    elseif schema.type == "array" and next(value) == nil and getmetatable(value) == nil then
      L.as_list(value)
    end
  end
  values[key] = value
end

-- Starts the record of a procedure: its types and its defaults. What was assigned before is held against the types.
function L.declare_state(declared)
  local frame, fields, values = L.frame, declared or {}, {}
  local before = frame.values
  for _, key in std.ipairs(L.sorted_keys(fields)) do
    if fields[key].default ~= nil then values[key] = L.copy(fields[key].default) end
  end
  frame.fields, frame.values = fields, values
  for _, key in std.ipairs(L.sorted_keys(before)) do set(key, before[key]) end
end

-- The whole record, for the host to compare before and after a checkpoint.
function L.state_values() return L.frame.values end

-- Applies what a checkpoint recorded: it was held against the types when it was made.
function L.apply_state(changed, removed)
  local values = L.frame.values
  for key, value in next, changed or {} do values[key] = value end
  for index = 1, removed and #removed or 0 do values[removed[index]] = nil end
end

G.state = setmetatable({}, {
  __metatable = "state",
  __index = function(_, key) return L.frame.values[key] end,
  __newindex = function(_, key, value) set(key, value) end,
  __pairs = function()
    local copy = {}
    for key, value in next, L.frame.values do copy[key] = value end
    return next, copy, nil
  end,
})

-- The dialect counts from 0 where the key holds no number; a warning keeps that from passing unseen.
local function number_of(key)
  local value = L.frame.values[key_of(key)]
  if type(value) == "number" then return value end
  if value ~= nil then L.log("warn", format("State.increment: state.%s was %s and starts again at 0", key, L.type_name(value))) end
  return 0
end

-- The list of a key: a new one where there is none, and one around what is no list. It is looked at only from outside, so that appending
-- to a long list stays cheap.
local function list_of(key)
  local value = L.frame.values[key_of(key)]
  if type(value) == "table" and not L.is_null(value) and (rawlen(value) > 0 or next(value) == nil) then return value end
  set(key, {value})
  return L.frame.values[key]
end

local function check_item(key, list, value)
  local place = rawlen(list) + 1
  local path = L.join_path(L.join_path("state", key), place)
  local why = L.why_not_data(value, path)
  local schema, problems = L.frame.fields[key], {why}
  if schema and schema.items and not why then L.check_value(schema.items, value, path, problems) end
  if schema and schema.max_length and place > schema.max_length then
    problems[#problems + 1] = format("%s: the list may hold %d items", path, schema.max_length)
  end
  if #problems > 0 then L.raise("TAC1103", problems[1]) end
end

G.State = {
  get = function(key, default)
    local value = L.frame.values[key_of(key)]
    if value == nil then return default end
    return value
  end,
  set = function(key, value) set(key, value) end,
  increment = function(key, amount)
    if amount == nil then amount = 1 end
    if type(amount) ~= "number" then
      L.raise("TAC1201", "the amount of State.increment must be a number, and is " .. L.type_name(amount))
    end
    set(key, number_of(key) + amount)
    return L.frame.values[key]
  end,
  append = function(key, value)
    if value == nil then L.raise("TAC1201", "State.append needs a value") end
    local list = list_of(key)
    check_item(key, list, value)
    list[rawlen(list) + 1] = value
    return list
  end,
  all = function()
    local why = L.why_not_data(L.frame.values, "state")
    if why then L.raise("TAC1103", why) end
    return L.copy(L.frame.values)
  end,
}
