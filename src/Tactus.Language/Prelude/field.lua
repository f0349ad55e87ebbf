-- field.string{…} and its siblings: they check what was written, at once, and give a handle that only the prelude can open.
local native, G = ...
local L = native.language
local std = L.std
local type, next, ipairs, setmetatable, rawequal, rawlen = std.type, std.next, std.ipairs, std.setmetatable, std.rawequal, std.rawlen
local math_type, tointeger, format = std.math_type, std.tointeger, std.format
local _ENV <const> = nil

-- Handle -> schema. The handle itself is empty: nothing that user code does to it changes the schema.
local schemas = {}

local FIELD = {__name = "field", __metatable = "field"}

function FIELD.__index(handle, key)
  if key == "regex" then return nil end
  return L.copy(schemas[handle][key])
end

function FIELD.__newindex()
  L.raise("TAC1003", "a field cannot be changed after it was declared",
    {mend = "put the key into the braces: field.string{required = true}"})
end

function FIELD.__tostring(handle)
  return "field." .. schemas[handle].type
end

local BOOLEAN, TEXT, NUMBER, COUNT, ANY = "a boolean", "a string", "a number", "an integer that is not negative", "a value"
local COMMON = {required = BOOLEAN, description = TEXT, default = ANY}

local function keys(extra)
  local all = {}
  for key, wanted in next, COMMON do all[key] = wanted end
  for key, wanted in next, extra do all[key] = wanted end
  return all
end

local KEYS = {
  string = keys {enum = ANY, min_length = COUNT, max_length = COUNT, pattern = TEXT},
  number = keys {enum = ANY, min = NUMBER, max = NUMBER, minimum = NUMBER, maximum = NUMBER},
  integer = keys {enum = ANY, min = NUMBER, max = NUMBER, minimum = NUMBER, maximum = NUMBER},
  boolean = keys {},
  array = keys {items = ANY, min_length = COUNT, max_length = COUNT},
  object = keys {properties = ANY},
  any = keys {enum = ANY},
}

L.field_types = KEYS

-- Every key of any type, to tell a wrong key from a misspelled one.
local ALL = {}
for _, known in next, KEYS do
  for key in next, known do ALL[key] = true end
end

local function is(wanted, value)
  if wanted == BOOLEAN then return type(value) == "boolean" end
  if wanted == TEXT then return type(value) == "string" end
  if wanted == NUMBER then return type(value) == "number" and value == value end
  if wanted == COUNT then
    local count = math_type(value) and tointeger(value)
    return count and count >= 0
  end
  return value ~= nil
end

local function check_keys(name, options)
  local known = KEYS[name]
  for _, key in ipairs(L.keys_in_order(options)) do
    local wanted = known[key]
    if not wanted then
      if ALL[key] then
        L.raise("TAC1002", format("'%s' does not apply to field.%s", key, name), {mend = L.known_keys(known)})
      end
      L.raise("TAC1002", format("field.%s has no key %s%s", name, L.show(key), L.did_you_mean(key, known)))
    end
    if not is(wanted, options[key]) then
      L.raise("TAC1003", format("'%s' of field.%s must be %s, and is %s", key, name, wanted, L.type_name(options[key])))
    end
  end
end

local function check_enum(name, schema)
  local options = schema.enum
  if type(options) ~= "table" or L.shape(options) ~= "list" or rawlen(options) == 0 then
    L.raise("TAC1003", format("'enum' of field.%s must be a list with at least one value", name))
  end
  local plain = {type = schema.type}
  for index = 1, #options do
    local problems = {}
    options[index] = L.check_value(plain, options[index], L.join_path("enum", index), problems)
    if problems[1] then L.raise("TAC1004", format("field.%s contradicts itself: %s", name, problems[1])) end
  end
end

local function check_order(name, schema, low, high)
  if schema[low] and schema[high] and schema[low] > schema[high] then
    L.raise("TAC1004", format("field.%s contradicts itself: %s (%s) is greater than %s (%s)", name,
      low, L.number_text(schema[low]), high, L.number_text(schema[high])))
  end
end

local function check_default(name, schema)
  local problems = {}
  schema.default = L.check_value(schema, schema.default, "default", problems)
  if problems[1] then L.raise("TAC1004", format("field.%s contradicts itself: %s", name, problems[1])) end
end

-- Names of types that plain tables may use beside those of field.*.
local TYPE_NAMES = {str = "string", text = "string", int = "integer", float = "number", bool = "boolean", list = "array", dict = "object", table = "object"}

local function type_named(name) return KEYS[name] and name or TYPE_NAMES[name] end

-- `items` may be the name of a type.
local function items_of(items)
  if type(items) ~= "string" then return L.schema_of(items, "'items' of field.array") end
  local kind = type_named(items)
  if not kind then L.raise("TAC1002", format("there is no type %s%s", L.show(items), L.did_you_mean(items, KEYS))) end
  return {type = kind}
end

local function declare(name, options)
  if options == nil then options = {} end
  if type(options) ~= "table" or rawequal(options, L.null) then
    L.raise("TAC1003", format("field.%s takes a table of options, and got %s", name, L.type_name(options)),
      {mend = format("write field.%s{required = true}", name)})
  end
  check_keys(name, options)
  for _, key in ipairs {"default", "enum"} do
    local why = L.why_not_data(options[key], key)
    if why then L.raise("TAC1004", format("field.%s cannot be: %s", name, why)) end
  end
  local schema = {type = name}
  for key, value in next, options do
    if key ~= "items" and key ~= "properties" then
      schema[key] = type(value) == "table" and L.copy(value) or value
    end
  end
  -- JSON Schema's words for the same bounds.
  schema.min, schema.max, schema.minimum, schema.maximum = schema.min or schema.minimum, schema.max or schema.maximum, nil, nil
  schema.min_length, schema.max_length = tointeger(schema.min_length), tointeger(schema.max_length)
  if options.items ~= nil then schema.items = items_of(options.items) end
  if options.properties ~= nil then schema.properties = L.fields_of(options.properties, "'properties' of field.object") end
  if schema.pattern then
    local regex, why = L.compile_regex(schema.pattern)
    if not regex then L.raise("TAC1004", format("the pattern of field.%s is no regular expression: %s", name, why)) end
    schema.regex = regex
  end
  check_order(name, schema, "min", "max")
  check_order(name, schema, "min_length", "max_length")
  if schema.enum ~= nil then check_enum(name, schema) end
  if schema.default ~= nil then check_default(name, schema) end
  local handle = setmetatable({}, FIELD)
  schemas[handle] = schema
  return handle
end

-- The keys of a declaration, text keys sorted first, so that the first wrong one is always the same one.
function L.keys_in_order(declaration)
  local names, others = {}, {}
  for key in next, declaration do
    if type(key) == "string" then names[key] = true else others[#others + 1] = key end
  end
  local ordered = L.sorted_keys(names)
  for index = 1, #others do ordered[#ordered + 1] = others[index] end
  return ordered
end

function L.known_keys(known)
  return "known are " .. std.concat(L.sorted_keys(known), ", ")
end

-- True when a value is what field.* gave.
function L.is_field(value)
  return type(value) == "table" and schemas[value] ~= nil
end

-- The type of a field that is written as a plain table, {type = "string", required = true}; nil for any other value.
local function plain_type(value)
  if type(value) ~= "table" or L.is_null(value) or L.is_field(value) then return nil end
  local name = std.rawget(value, "type")
  if type(name) ~= "string" then return nil end
  return type_named(name)
end

local function schema_of_plain(name, value)
  local options = {}
  for key, option in next, value do
    if key ~= "type" then options[key] = option end
  end
  return schemas[declare(name, options)]
end

-- The schema behind a field; raises when the value is none.
function L.schema_of(value, where)
  if L.is_field(value) then return schemas[value] end
  local plain = plain_type(value)
  if plain then return schema_of_plain(plain, value) end
  return L.raise("TAC1003", format("%s must be a field, and is %s", where, L.type_name(value)),
    {mend = "write field.string{…}, field.number{…} or another field"})
end

-- True when a value is one field, and not a table of named ones.
function L.is_one_field(value) return L.is_field(value) or plain_type(value) ~= nil end

-- A table of named fields, opened; raises when it holds anything else.
function L.fields_of(declaration, where)
  if type(declaration) ~= "table" or rawequal(declaration, L.null) or L.is_field(declaration) then
    L.raise("TAC1003", format("%s must be a table of fields, and is %s", where, L.type_name(declaration)),
      {mend = "write { name = field.string{…} }"})
  end
  local fields = {}
  for _, key in ipairs(L.keys_in_order(declaration)) do
    if type(key) ~= "string" then
      L.raise("TAC1003", format("%s must name each field; the entry %s has no name", where, L.show(key)),
        {mend = "write { name = field.string{…} }"})
    end
    fields[key] = L.schema_of(declaration[key], format("'%s' in %s", key, where))
  end
  return fields
end

local field = {}
for name in next, KEYS do
  field[name] = function(options) return declare(name, options) end
end

-- A misspelled type would otherwise be "attempt to call a nil value".
G.field = setmetatable(field, {
  __metatable = "field",
  __index = function(_, name)
    if type(name) ~= "string" then return nil end
    -- Evaluators are spelled like fields.
    L.load_parts()
    local evaluator = std.rawget(field, name)
    if evaluator then return evaluator end
    L.raise("TAC1002", format("there is no field.%s%s", name, L.did_you_mean(name, KEYS)))
  end,
})
