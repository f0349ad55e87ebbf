-- Model "name" {type = …}: something that predicts. Mocks and models of this file run here; "llm" asks a model, "http" a host tool.
local native, G = ...
local L = native.language
local std = L.std
local type, format, rawget, select, setmetatable, next, ipairs = std.type, std.format, std.rawget, std.select, std.setmetatable, std.next, std.ipairs
local _ENV <const> = nil

-- Name -> model.
local models = {}
local handles = native.weak_keys()

-- Type -> the keys that it takes beside those of all, with their types.
local TYPES = {
  mock = {value = "any", values = "table", default = "any", returns = "any"},
  llm = {model = "text", provider = "text", prompt = "text", system_prompt = "text", temperature = "number", max_tokens = "count"},
  http = {tool = "text", endpoint = "text", url = "text", timeout = "number", headers = "table", method = "text"},
  naive_bayes = {data = "table", training = "table", alpha = "number"},
  registry = {version = "text|number", training = "table", registry = "any", model = "text"},
}
local COMMON = {name = "text", type = "text", description = "string", input = "table", output = "table"}
-- Types that are trained or loaded by Python. They may be declared, since procedures that use them are tested with mocks everywhere.
local ELSEWHERE = {
  pytorch = true, sklearn = true, hf_sequence_classifier = true, ensemble = true, ab_test = true, bert = true,
}

L.python_models = ELSEWHERE

local function wrong(message, mend) return L.raise("TAC1430", message, {mend = mend}) end

-- A schema may be fields, or the older table of type names: {text = "string"}.
local function schema_of(value, what)
  if value == nil then return nil end
  if L.is_one_field(value) then return {single = L.schema_of(value, what)} end
  local fields, plain = {}, false
  for _, key in ipairs(L.keys_in_order(value)) do
    local one = value[key]
    if type(one) == "string" then
      local known = one == "float" and "number" or one
      if not L.field_types[known] then wrong(format("%s of %s cannot be of type %s%s", L.show(key), what, L.show(one), L.did_you_mean(one, L.field_types))) end
      fields[key], plain = {type = known, required = false}, true
    end
  end
  return {fields = plain and fields or L.fields_of(value, what)}
end

local function known_keys(kind)
  local known = {}
  for key, wanted in next, COMMON do known[key] = wanted end
  for key, wanted in next, TYPES[kind] do known[key] = wanted end
  return known
end

local function kind_of(what, declaration)
  local kind = rawget(declaration, "type")
  if type(kind) ~= "string" then wrong(what .. " has no type", "write type = \"" .. std.concat(L.sorted_keys(TYPES), '", "') .. '"') end
  if not TYPES[kind] and not ELSEWHERE[kind] then wrong(format("%s: there is no model type %s%s", what, L.show(kind), L.did_you_mean(kind, TYPES))) end
  return kind
end

-- Files of the Python dialect name an address, which works in runs with mocks alone; beside a tool it would be ignored.
local function check_http(what, kind, declaration)
  if kind ~= "http" or not rawget(declaration, "tool") then return end
  for _, key in ipairs {"endpoint", "url", "timeout", "headers", "method"} do
    if rawget(declaration, key) ~= nil then
      wrong(format("%s has both 'tool' and '%s'", what, key), format("leave '%s' out: the tool's declaration in YAML says it", key))
    end
  end
end

local META = {__metatable = "model", __name = "model"}

function META.__newindex() L.raise("TAC1003", "a model cannot be changed after it was declared") end

local function declare(declaration, explicit)
  -- What stands in a registry has a name there, too, which is not the model's.
  local kind = rawget(declaration, "type")
  local is_foreign = kind == "registry" or (type(kind) == "string" and ELSEWHERE[kind])
  local own = rawget(declaration, "name")
  if is_foreign and (explicit or L.declares_variable("Model")) then own = nil end
  local name, file, line, private = L.name_of("Model", own, explicit)
  name = name or format("%s:%d", file or "?", line or 0)
  local what = format("Model '%s'", name)
  kind = kind_of(what, declaration)
  if TYPES[kind] then L.check_keys(what, declaration, known_keys(kind)) end
  check_http(what, kind, declaration)
  local model = {
    name = name, file = file, line = line, private = private, type = kind, input = schema_of(rawget(declaration, "input"), "'input' of " .. what),
    output = schema_of(rawget(declaration, "output"), "'output' of " .. what), options = declaration,
  }
  L.register("Model", models, model)
  local handle = setmetatable({}, META)
  handles[handle], model.handle = model, handle
  return handle
end

function L.models()
  local found = {}
  for name, model in next, models do found[name] = model end
  return found
end

local function checked_input(model, value)
  if value == nil then value = {} end
  local why = L.why_not_data(value, "input")
  if why then L.raise("TAC1431", format("model '%s': %s", model.name, why)) end
  if not model.input then return L.copy(value) end
  local problems, result = {}, nil
  if model.input.single then
    result = L.check_value(model.input.single, L.copy(value), "input", problems)
  elseif type(value) ~= "table" or L.is_null(value) then
    local only = next(model.input.fields)
    if only and next(model.input.fields, only) == nil then
      result = L.check_fields(model.input.fields, {[only] = value}, "", problems, "input")
    else
      problems[1] = "input: must be a table with the declared fields, and is " .. L.type_name(value)
    end
  else
    result = L.check_fields(model.input.fields, L.copy(value), "", problems, "input")
  end
  if #problems > 0 then L.raise("TAC1431", L.problem_message(format("the input of model '%s' breaks its schema", model.name), problems)) end
  return result
end

-- An output that breaks its schema is told, and passes.
local function warn_of_output(model, output)
  if not model.output then return end
  local problems = {}
  if model.output.single then
    L.check_value(model.output.single, output, "output", problems)
  elseif type(output) == "table" and not L.is_null(output) then
    L.check_fields(model.output.fields, output, "output", problems)
  else
    problems[1] = "output: must be a table, and is " .. L.type_name(output)
  end
  if #problems > 0 then L.log("warn", L.problem_message(format("the output of model '%s' breaks its schema", model.name), problems)) end
end

-- What a model answers. Mocks of its name win in a run with mocks; so they do in a test that sets one.
local function predict(model, ...)
  L.stop_describing()
  if select("#", ...) > 1 then L.raise("TAC1431", format("model '%s' takes one value, and got %d", model.name, select("#", ...))) end
  local input = checked_input(model, (...))
  local output
  if L.mock_of(model.name) then
    output = L.tool_mock_answer(model.name, type(input) == "table" and not L.is_null(input) and input or {input = input})
  elseif L.mock and model.type ~= "mock" and model.type ~= "naive_bayes" then
    output = "Mocked response from " .. model.name
  else
    output = L.model_types[model.type](model, input)
    warn_of_output(model, output)
  end
  return L.model_result(output)
end

local RESULT = {__metatable = "result", __name = "result"}
local results = native.weak_keys()

function RESULT.__index(self, key)
  local output = results[self]
  if type(output) == "table" and not L.is_null(output) then return output[key] end
  return nil
end

function RESULT.__tostring(self) return L.text_of(rawget(self, "output")) end

-- {output = …}; the fields of an output that is a table can be read from the result, too.
function L.model_result(output)
  local result = setmetatable({output = output}, RESULT)
  results[result] = output
  return result
end

function META.__call(self, ...) return predict(handles[self], ...) end
function META.__tostring(self) return "model " .. handles[self].name end

function META.__index(self, key)
  local model = handles[self]
  if key == "predict" then
    return function(first, ...)
      if handles[first] == model then return predict(model, ...) end
      return predict(model, first, ...)
    end
  end
  if key == "name" or key == "type" then return model[key] end
  return L.raise("TAC1201", format("a model has no %s; there is predict", L.show(key)))
end

local function named(name)
  if models[name] then return models[name].handle end
  return L.sealed("model", {
    __call = function(_, ...)
      if models[name] then return predict(models[name], ...) end
      local first = ...
      if type(first) ~= "table" or rawget(first, "type") == nil then return L.find_declared("Model", models, name) end
      return declare(first, name)
    end,
    __index = function(_, key) return L.find_declared("Model", models, name).handle[key] end,
  })
end

G.Model = L.sealed("Model", {
  __call = function(_, ...)
    local first = ...
    if type(first) == "string" and select("#", ...) == 1 then return named(first) end
    if type(first) == "string" then
      L.raise("TAC1006", format('Model("%s", {…}) is an older spelling', first), {mend = format('write %s = Model {…}', first)})
    end
    return declare(L.declaration_of("Model", ...))
  end,
  __index = function(_, key) return L.raise("TAC1201", format("Model has no function %s", L.show(key))) end,
})
