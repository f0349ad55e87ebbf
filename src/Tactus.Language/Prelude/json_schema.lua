-- Fields as JSON schema, the form in which a model is told them.
local native, G = ...
local L = native.language
local std = L.std
local next, ipairs, type, rawget = std.next, std.ipairs, std.type, std.rawget
local _ENV <const> = nil

local SAME = {description = "description", default = "default", enum = "enum", min = "minimum", max = "maximum"}

local function schema_of(field)
  local result = {}
  if field.type ~= "any" then result.type = field.type end
  for key, name in next, SAME do
    if field[key] ~= nil then result[name] = L.copy(field[key]) end
  end
  local of_list = field.type == "array"
  result[of_list and "minItems" or "minLength"] = field.min_length
  result[of_list and "maxItems" or "maxLength"] = field.max_length
  -- A field's pattern must match the whole text, a schema's may match anywhere.
  if field.pattern then result.pattern = "^(?:" .. field.pattern .. ")$" end
  if field.items then result.items = schema_of(field.items) end
  if field.properties then
    for key, value in next, L.json_schema(field.properties) do result[key] = value end
  end
  return result
end

L.json_schema_of = schema_of

-- A table of fields as the schema of an object.
function L.json_schema(fields)
  local properties, required = {}, {}
  for _, name in ipairs(L.sorted_keys(fields)) do
    properties[name] = schema_of(fields[name])
    if fields[name].required then required[#required + 1] = name end
  end
  return {type = "object", properties = properties, required = #required > 0 and required or nil, additionalProperties = false}
end

local TYPES = {
  string = "a string", number = "a number", integer = "an integer", boolean = "a boolean", array = "a list", object = "a table",
}

-- What of a JSON schema can be held against arguments before they leave: which there must be, and of what type. The tool itself checks the rest.
function L.schema_problems(schema, arguments)
  local problems = {}
  if type(schema) ~= "table" or type(rawget(schema, "properties")) ~= "table" then return problems end
  for _, name in ipairs(type(schema.required) == "table" and schema.required or {}) do
    if arguments[name] == nil then problems[#problems + 1] = L.show(name) .. ": is required" end
  end
  for _, name in ipairs(L.sorted_keys(schema.properties)) do
    local property, value = schema.properties[name], arguments[name]
    local wanted = type(property) == "table" and property.type
    if value ~= nil and not L.is_null(value) and TYPES[wanted] then
      L.check_value({type = wanted}, value, name, problems)
    end
  end
  return problems
end
