-- Schemas: what field.* builds, how it is checked when it is declared, and how values are held against it.
-- A schema is a private table {type, required, default, description, enum, min, max, min_length, max_length, pattern, items, properties}.
local native, G = ...
local L = native.language
local std = L.std
local type, next, ipairs, rawequal, rawget = std.type, std.next, std.ipairs, std.rawequal, std.rawget
local math_type, tointeger, format, find, tonumber = std.math_type, std.tointeger, std.format, std.find, std.tonumber
local concat, utf8_len, pcall = std.concat, std.utf8_len, std.pcall
local _ENV <const> = nil

local A = {
  string = "a string", number = "a number", integer = "an integer", boolean = "a boolean", array = "a list", object = "a table",
  any = "a value",
}

local check

local function number_problem(schema, value, path, problems)
  if schema.min and value < schema.min then
    problems[#problems + 1] = format("%s: %s is below the least, %s", path, L.show(value), L.number_text(schema.min))
  end
  if schema.max and value > schema.max then
    problems[#problems + 1] = format("%s: %s is above the greatest, %s", path, L.show(value), L.number_text(schema.max))
  end
end

local function length_problem(schema, length, unit, path, problems)
  if schema.min_length and length < schema.min_length then
    problems[#problems + 1] = format("%s: has %d %s, the least is %d", path, length, unit, schema.min_length)
  end
  if schema.max_length and length > schema.max_length then
    problems[#problems + 1] = format("%s: has %d %s, the most is %d", path, length, unit, schema.max_length)
  end
end

local function string_problem(schema, value, path, problems)
  if schema.min_length or schema.max_length then
    length_problem(schema, utf8_len(value) or #value, "characters", path, problems)
  end
  if schema.regex and not L.matches_regex(schema.regex, value) then
    problems[#problems + 1] = format("%s: %s does not match the pattern %s", path, L.show(value), schema.pattern)
  end
end

local function enum_problem(schema, value, path, problems)
  local shown = {}
  for index = 1, #schema.enum do
    if L.same(schema.enum[index], value) then return end
    shown[index] = L.show(schema.enum[index])
  end
  problems[#problems + 1] = format("%s: %s is none of %s", path, L.show(value), concat(shown, ", "))
end

local function check_array(schema, value, path, problems)
  local shape, count = L.shape(value)
  if shape == "map" and count == 0 then shape = "list" end
  if shape ~= "list" then
    problems[#problems + 1] = format("%s: must be a list, and is a table with named or missing keys", path)
    return value
  end
  length_problem(schema, count, "items", path, problems)
  local result = L.as_list({})
  for index = 1, count do
    local item = rawget(value, index)
    if schema.items then item = check(schema.items, item, L.join_path(path, index), problems) end
    result[index] = item
  end
  return result
end

local function check_object(schema, value, path, problems)
  local shape, count = L.shape(value)
  if shape == "list" and count == 0 then shape = "map" end
  if shape ~= "map" then
    problems[#problems + 1] = format("%s: must be a table with text keys", path)
    return value
  end
  if not schema.properties then return value end
  return L.check_fields(schema.properties, value, path, problems, "property")
end

-- Holds one value that is there against its schema and returns it converted (integral floats for integers, marked lists).
function check(schema, value, path, problems)
  local wanted, kind = schema.type, type(value)
  if wanted == "any" then
    if schema.enum then enum_problem(schema, value, path, problems) end
    return value
  end
  if wanted == "integer" and math_type(value) == "float" then value = tointeger(value) or value end
  local fits = (wanted == "string" and kind == "string") or (wanted == "boolean" and kind == "boolean")
    or (wanted == "number" and kind == "number") or (wanted == "integer" and math_type(value) == "integer")
    or ((wanted == "array" or wanted == "object") and kind == "table" and not rawequal(value, L.null))
  if not fits then
    problems[#problems + 1] = format("%s: must be %s, and is %s", path, A[wanted], kind == "string" and L.show(value)
      or (kind == "number" and L.number_text(value)) or L.type_name(value))
    return value
  end
  if schema.enum then enum_problem(schema, value, path, problems) end
  if wanted == "string" then
    string_problem(schema, value, path, problems)
  elseif wanted == "number" or wanted == "integer" then
    number_problem(schema, value, path, problems)
  elseif wanted == "array" then
    return check_array(schema, value, path, problems)
  elseif wanted == "object" then
    return check_object(schema, value, path, problems)
  end
  return value
end

L.check_value = check

local function missing(schema, path, problems)
  if schema.default ~= nil then return L.copy(schema.default) end
  if schema.required then
    local about = schema.description and ": " .. schema.description or ""
    problems[#problems + 1] = format("%s: is required (%s%s)", path, schema.type, about)
  end
  return nil
end

-- Holds a table against named fields. `noun` names an undeclared entry ("input"); nil lets undeclared entries pass.
function L.check_fields(fields, value, path, problems, noun)
  local result = {}
  for _, name in ipairs(L.sorted_keys(fields)) do
    local schema, item = fields[name], rawget(value, name)
    local where = path == "" and name or L.join_path(path, name)
    if item == nil or (rawequal(item, L.null) and schema.type ~= "any") then
      result[name] = missing(schema, where, problems)
    else
      result[name] = check(schema, item, where, problems)
    end
  end
  for name, item in next, value do
    if fields[name] == nil then
      if not noun then
        result[name] = item
      else
        local where = type(name) == "string" and (path == "" and name or L.join_path(path, name)) or L.show(name)
        problems[#problems + 1] = format("%s: is no declared %s%s", where, noun, L.did_you_mean(name, fields))
      end
    end
  end
  return result
end

local function coerced_number(text)
  if find(text, "^%s*[+-]?%d+%.?%d*[eE]?[+-]?%d*%s*$") or find(text, "^%s*[+-]?%.%d+[eE]?[+-]?%d*%s*$") then
    return tonumber(text)
  end
  return nil
end

-- A command-line string turned into the schema's type; the string itself where that fails, so that the check names it.
local function coerce(schema, text)
  local wanted = schema.type
  if wanted == "number" or wanted == "integer" then
    local value = coerced_number(text)
    return value == nil and text or value
  elseif wanted == "boolean" then
    if text == "true" then return true elseif text == "false" then return false end
    return text
  elseif wanted == "array" or wanted == "object" or wanted == "any" then
    local ok, value = pcall(L.json_decode, text)
    if ok then return value end
  end
  return text
end

-- The values of a table with the command-line strings among them coerced.
function L.coerce_fields(fields, value)
  local result = {}
  for name, item in next, value do
    result[name] = item
    if type(item) == "string" and fields[name] then result[name] = coerce(fields[name], item) end
  end
  return result
end

-- One message that lists every problem.
function L.problem_message(what, problems)
  if #problems == 1 then return what .. ": " .. problems[1] end
  return format("%s in %d places: %s", what, #problems, concat(problems, "; "))
end

-- A schema as data, for `tactus info`.
function L.describe_schema(schema)
  local result = {}
  for key, value in next, schema do
    if key == "items" then result.items = L.describe_schema(value)
    elseif key == "properties" then result.properties = L.describe_fields(value)
    elseif key ~= "regex" then result[key] = L.copy(value) end
  end
  return result
end

function L.describe_fields(fields)
  local result = {}
  for name, schema in next, fields do result[name] = L.describe_schema(schema) end
  return result
end
