-- What each type of model answers.
local native, G = ...
local L = native.language
local std = L.std
local type, format, rawget, next = std.type, std.format, std.rawget, std.next
local _ENV <const> = nil

local function wrong(message, mend) return L.raise("TAC1430", message, {mend = mend}) end

-- Type -> function of a model and its input.
local PREDICT = {}
L.model_types = PREDICT

local function key_of(input)
  if type(input) ~= "table" or L.is_null(input) then return L.text_of(input) end
  local only = next(input)
  if only and next(input, only) == nil then return L.text_of(input[only]) end
  return L.text_of(input)
end

-- The value by the input's text where `values` has it, else the one value.
function PREDICT.mock(model, input)
  local options = model.options
  local values = rawget(options, "values")
  local found = values and rawget(values, key_of(input))
  if found == nil then found = rawget(options, "value") end
  if found == nil then found = rawget(options, "returns") end
  if found == nil then found = rawget(options, "default") end
  if type(found) == "function" then found = found(L.copy(input)) end
  return L.copy(found)
end

function PREDICT.http(model, input)
  local options = model.options
  local tool = rawget(options, "tool")
  if not tool then
    wrong(format("Model '%s' names no host tool: a procedure reaches no address by itself", model.name),
      "declare the address as an http tool in trusted YAML, and write tool = \"NAME\"")
  end
  local arguments = input
  if type(arguments) ~= "table" or L.is_null(arguments) then arguments = {input = input} end
  return L.perform("host.call", tool, arguments)
end

local function output_schema(model)
  if not model.output then return nil end
  local fields = model.output.fields or {value = model.output.single}
  return {name = std.sub(std.gsub(model.name, "[^%w_-]", "_"), 1, 64), schema = L.json_schema(fields)}
end

function PREDICT.llm(model, input)
  local options = model.options
  local messages = L.as_list({})
  local prompt = rawget(options, "system_prompt") or rawget(options, "prompt")
  local space = {params = type(input) == "table" and not L.is_null(input) and input or {}}
  if prompt then messages[1] = {role = "system", content = L.fill_template(format("the prompt of model '%s'", model.name), prompt, space)} end
  messages[#messages + 1] = {role = "user", content = key_of(input)}
  local answer = L.perform("model.chat", L.model_id(rawget(options, "model"), rawget(options, "provider")), {
    agent = model.name, turn = 1, messages = messages, temperature = rawget(options, "temperature"), max_tokens = rawget(options, "max_tokens"),
    output = output_schema(model), stream = false,
  })
  L.add_used(answer.usage, answer.cost_usd)
  if not model.output then return answer.content end
  local value, why = L.parse_output({name = model.name, output = model.output}, L.text_of(answer.content))
  if why then L.raise("TAC1422", format("the output of model '%s' is not what it declares: %s", model.name, why), {kind = "failed"}) end
  return value
end

for kind in next, L.python_models do
  PREDICT[kind] = function(model)
    return wrong(format("Model '%s': models of type '%s' exist in Python only; here they answer in runs with mocks alone", model.name, kind),
      "serve it over http and declare it as a host tool, or use type = \"llm\" or \"naive_bayes\"")
  end
end

function PREDICT.registry(model)
  return wrong(format("Model '%s': there is no registry of trained models here; it answers in runs with mocks alone", model.name),
    "use type = \"naive_bayes\" with data, or type = \"llm\"")
end

-- Learns from its examples when it is first asked; the standard module does the counting.
function PREDICT.naive_bayes(model, input)
  if not model.learned then
    local options = model.options
    local examples = rawget(options, "data") or rawget(options, "training")
    if type(examples) == "table" and rawget(examples, "data") then examples = rawget(examples, "data") end
    if type(examples) ~= "table" or std.rawlen(examples) == 0 then
      wrong(format("Model '%s' has no data to learn from", model.name), 'write data = { {text = "…", label = "…"}, … }')
    end
    model.learned = std.require("tactus.models.naive_bayes")({training = examples, alpha = rawget(options, "alpha")})
  end
  return model.learned(key_of(input))
end
