-- Holds a value against a JSON schema: the keywords that schemas of outputs use. Any other keyword is ignored, as the standard asks.
local native, G = ...
local L = native.language
local std = L.std
local type, ipairs, rawget, rawlen, next, format, math_type = std.type, std.ipairs, std.rawget, std.rawlen, std.next, std.format, std.math_type
local _ENV <const> = nil

local DEEPEST = 64

local function is_table(value) return type(value) == "table" and not L.is_null(value) end

local TYPES = {
  string = function(value) return type(value) == "string" end,
  number = function(value) return type(value) == "number" end,
  integer = function(value) return math_type(value) and value % 1 == 0 end,
  boolean = function(value) return type(value) == "boolean" end,
  null = function(value) return value == nil or L.is_null(value) end,
  array = function(value) return is_table(value) and (rawlen(value) > 0 or next(value) == nil) end,
  object = function(value) return is_table(value) and rawlen(value) == 0 end,
}

local hold

local function hold_type(wanted, value)
  for _, one in ipairs(is_table(wanted) and wanted or {wanted}) do
    if TYPES[one] and TYPES[one](value) then return true end
  end
  return false
end

local function hold_object(schema, value, path, problems, depth)
  for _, name in ipairs(is_table(schema.required) and schema.required or {}) do
    if rawget(value, name) == nil then problems[#problems + 1] = format("%s: is required", L.join_path(path, name)) end
  end
  local properties = is_table(schema.properties) and schema.properties or {}
  for _, name in ipairs(L.sorted_keys(value)) do
    if properties[name] then
      hold(properties[name], rawget(value, name), L.join_path(path, name), problems, depth + 1)
    elseif schema.additionalProperties == false then
      problems[#problems + 1] = format("%s: is no property of the schema", L.join_path(path, name))
    end
  end
end

local function hold_list(schema, value, path, problems, depth)
  local count = rawlen(value)
  if schema.minItems and count < schema.minItems then problems[#problems + 1] = format("%s: has %d items, the least is %d", path, count, schema.minItems) end
  if schema.maxItems and count > schema.maxItems then problems[#problems + 1] = format("%s: has %d items, the most is %d", path, count, schema.maxItems) end
  if is_table(schema.items) then
    for index = 1, count do hold(schema.items, rawget(value, index), L.join_path(path, index), problems, depth + 1) end
  end
end

local function hold_text(schema, value, path, problems)
  local length, least, most, pattern = std.utf8_len(value) or #value, schema.minLength, schema.maxLength, schema.pattern
  if least and length < least then problems[#problems + 1] = format("%s: has %d characters, the least is %d", path, length, least) end
  if most and length > most then problems[#problems + 1] = format("%s: has %d characters, the most is %d", path, length, most) end
  if type(pattern) == "string" and not L.step_pattern(pattern)(value) then
    problems[#problems + 1] = format("%s: does not match %s", path, pattern)
  end
end

local function hold_number(schema, value, path, problems)
  if schema.minimum and value < schema.minimum then problems[#problems + 1] = format("%s: is below the least, %s", path, L.number_text(schema.minimum)) end
  if schema.maximum and value > schema.maximum then problems[#problems + 1] = format("%s: is above the greatest, %s", path, L.number_text(schema.maximum)) end
end

local function hold_enum(schema, value, path, problems)
  for _, one in ipairs(schema.enum) do
    if L.same(one, value) then return end
  end
  problems[#problems + 1] = format("%s: is none of %s", path, L.plain_text(schema.enum))
end

function hold(schema, value, path, problems, depth)
  if not is_table(schema) or depth > DEEPEST then return end
  if schema.type and not hold_type(schema.type, value) then
    problems[#problems + 1] = format("%s: must be %s, and is %s", path, L.plain_text(schema.type), L.type_name(value))
    return
  end
  if is_table(schema.enum) then hold_enum(schema, value, path, problems) end
  if schema.const ~= nil and not L.same(schema.const, value) then problems[#problems + 1] = format("%s: is not %s", path, L.plain_text(schema.const)) end
  if type(value) == "string" then hold_text(schema, value, path, problems)
  elseif type(value) == "number" then hold_number(schema, value, path, problems)
  elseif TYPES.array(value) and (schema.items or rawlen(value) > 0) then hold_list(schema, value, path, problems, depth)
  elseif is_table(value) then hold_object(schema, value, path, problems, depth) end
end

-- Every way in which a value breaks a schema, each with its place; an empty list when it fits.
function L.hold_against_schema(schema, value, path)
  local problems = {}
  hold(schema, value, path, problems, 1)
  return problems
end
