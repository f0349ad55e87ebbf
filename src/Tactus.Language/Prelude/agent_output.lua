-- Structured output: the schema that a model is given, and what it answered held against it.
local native, G = ...
local L = native.language
local std = L.std
local type, format, gsub, pcall, match, sub, tostring = std.type, std.format, std.gsub, std.pcall, std.match, std.sub, std.tostring
local _ENV <const> = nil

-- The `output` of a model.chat; a single field stands in an object, which is what models are asked for.
function L.output_for_model(agent)
  local output = agent.output
  if not output then return nil end
  local fields = output.fields or {value = output.single}
  return {name = sub(gsub(agent.name, "[^%w_-]", "_"), 1, 64), schema = L.json_schema(fields)}
end

-- The JSON in a text that may stand in a fence of Markdown.
local function json_in(text)
  return match(text, "^%s*```%w*%s*\n(.*)\n%s*```%s*$") or text
end

local function checked(output, value)
  local problems = {}
  if output.single then
    if type(value) == "table" and not L.is_null(value) and value.value ~= nil and output.single.type ~= "object" then value = value.value end
    local result = L.check_value(output.single, value, "output", problems)
    return result, problems
  end
  if type(value) ~= "table" or L.is_null(value) or L.shape(value) == "list" then
    return nil, {"output: must be a table with the declared fields, and is " .. L.type_name(value)}
  end
  return L.check_fields(output.fields, value, "output", problems), problems
end

-- The output of a text: the value, or nil and what is wrong with it.
function L.parse_output(agent, text)
  local ok, value = pcall(L.json_decode, json_in(text))
  if not ok then return nil, "the answer is no JSON: " .. tostring(value) end
  local result, problems = checked(agent.output, value)
  if #problems > 0 then return nil, L.problem_message("the answer breaks its schema", problems) end
  return result
end

-- Data that a mock gives as the output.
function L.check_mocked_output(agent, data)
  if not agent.output then return data end
  local result, problems = checked(agent.output, data)
  if #problems > 0 then L.raise("TAC1440", L.problem_message(format("the mock of agent '%s' breaks its output", agent.name), problems)) end
  return result
end
