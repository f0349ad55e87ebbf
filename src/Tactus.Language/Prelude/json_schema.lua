-- Fields as JSON schema, the form in which a model is told them.
local native, G = ...
local L = native.language
local std = L.std
local next, ipairs = std.next, std.ipairs
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

-- A table of fields as the schema of an object.
function L.json_schema(fields)
  local properties, required = {}, {}
  for _, name in ipairs(L.sorted_keys(fields)) do
    properties[name] = schema_of(fields[name])
    if fields[name].required then required[#required + 1] = name end
  end
  return {type = "object", properties = properties, required = #required > 0 and required or nil, additionalProperties = false}
end
