-- What an evaluation holds against the outcome of a case. An evaluator is a table with a type; `field` names a part of the output, and without
-- it the whole output is meant. Each gives: true or false, what was expected and what was; nil and a reason when it does not apply.
local native, G = ...
local L = native.language
local std = L.std
local type, ipairs, next, format, rawget, rawlen, find, lower = std.type, std.ipairs, std.next, std.format, std.rawget, std.rawlen, std.find, std.lower
local math_type, tonumber = std.math_type, std.tonumber
local _ENV <const> = nil

local CODE = "TAC1503"

local function wrong(message, mend) return L.raise(CODE, message, {mend = mend}) end

-- The part of the output that an evaluator is about.
local function subject(evaluator, outcome)
  local field = evaluator.field
  if not field or field == "output" then return outcome.output end
  return L.value_at(outcome.output, field)
end

-- The expected value: the evaluator's own, or the case's, whole or the field that is named.
local function expected_of(evaluator, outcome)
  if evaluator.value ~= nil then return evaluator.value end
  local expected = outcome.case.expected_output
  local field = evaluator.check_expected or (evaluator.field ~= "output" and evaluator.field) or nil
  if field and type(expected) == "table" and not L.is_null(expected) and rawget(expected, field) ~= nil then return rawget(expected, field) end
  return expected
end

local function text_in(evaluator, outcome) return L.plain_text(subject(evaluator, outcome)) end

local function holds(text, part, evaluator)
  if evaluator.case_sensitive == false then text, part = lower(text), lower(part) end
  return find(text, part, 1, true) ~= nil
end

local function length_of(value)
  if type(value) == "string" then return std.utf8_len(value) or #value end
  if type(value) == "table" and not L.is_null(value) then
    local _, count = L.shape(value)
    return math_type(count) and count or rawlen(value)
  end
  return #L.plain_text(value)
end

-- Every key that is expected must be there and be the same; what else there is does not count.
local function covers(expected, actual)
  if type(expected) ~= "table" or L.is_null(expected) then
    return L.same(expected, actual) or ((actual == nil or L.is_null(actual)) and L.is_null(expected))
  end
  if type(actual) ~= "table" or L.is_null(actual) then return false end
  for key, value in next, expected do
    if not covers(value, rawget(actual, key)) then return false end
  end
  return true
end

local IS = {
  string = function(value) return type(value) == "string" end,
  number = function(value) return type(value) == "number" end,
  integer = function(value) return math_type(value) == "integer" or (math_type(value) == "float" and value % 1 == 0) end,
  boolean = function(value) return type(value) == "boolean" end,
  list = function(value) return type(value) == "table" and (L.shape(value) == "list" or next(value) == nil) end,
  table = function(value) return type(value) == "table" and not L.is_null(value) and (rawlen(value) == 0) end,
}
IS.str, IS.int, IS.float, IS.bool, IS.array, IS.dict, IS.object = IS.string, IS.integer, IS.number, IS.boolean, IS.list, IS.table, IS.table

local function at_most(what, unit)
  return function(evaluator, outcome)
    local value = outcome[what]
    return value <= evaluator.value, format("at most %s %s", L.number_text(evaluator.value), unit), L.number_text(value)
  end
end

local EVALUATORS = {}

function EVALUATORS.contains(evaluator, outcome)
  local wanted = L.plain_text(expected_of(evaluator, outcome))
  local text = text_in(evaluator, outcome)
  return holds(text, wanted, evaluator), wanted, text
end

function EVALUATORS.contains_any(evaluator, outcome)
  local wanted, text = expected_of(evaluator, outcome), text_in(evaluator, outcome)
  local list = type(wanted) == "table" and not L.is_null(wanted) and wanted or {wanted}
  for _, one in ipairs(list) do
    if holds(text, L.plain_text(one), evaluator) then return true, L.plain_text(wanted), text end
  end
  return false, "any of " .. L.plain_text(wanted), text
end

function EVALUATORS.equals_expected(evaluator, outcome)
  local expected, actual = expected_of(evaluator, outcome), subject(evaluator, outcome)
  if expected == nil then return nil, "the case expects no output" end
  return covers(expected, actual), L.shown_value(expected), L.shown_value(actual)
end

function EVALUATORS.exact_match(evaluator, outcome)
  local expected, actual = expected_of(evaluator, outcome), subject(evaluator, outcome)
  if expected == nil then return nil, "the case expects no output" end
  return L.same(expected, actual), L.shown_value(expected), L.shown_value(actual)
end

function EVALUATORS.is_instance(evaluator, outcome)
  local actual = subject(evaluator, outcome)
  return IS[evaluator.value](actual), evaluator.value, L.shown_value(actual)
end

function EVALUATORS.min_length(evaluator, outcome)
  local length = length_of(subject(evaluator, outcome))
  return length >= evaluator.value, format("length of %s or more", L.number_text(evaluator.value)), L.number_text(length)
end

function EVALUATORS.max_length(evaluator, outcome)
  local length = length_of(subject(evaluator, outcome))
  return length <= evaluator.value, format("length of %s or less", L.number_text(evaluator.value)), L.number_text(length)
end

EVALUATORS.max_iterations = at_most("iterations", "iterations")
EVALUATORS.max_cost = at_most("cost", "USD")
EVALUATORS.max_tokens = at_most("tokens", "tokens")

function EVALUATORS.tool_called(evaluator, outcome)
  local count = 0
  for _, call in ipairs(outcome.calls) do
    if call.name == evaluator.value or call.tool == evaluator.value then count = count + 1 end
  end
  local least, most = evaluator.min_calls or evaluator.min or 1, evaluator.max_calls or evaluator.max
  return count >= least and (not most or count <= most), format("%s called %s%s times", evaluator.value, most and "" or "at least ",
    most and format("%d to %d", least, most) or L.number_text(least)), L.number_text(count)
end

function EVALUATORS.state_check(evaluator, outcome)
  local key = evaluator.key or evaluator.field
  local actual = L.value_at(outcome.state, key)
  if evaluator.value == nil then return actual ~= nil, "state." .. key, L.shown_value(actual) end
  return L.same(evaluator.value, actual), L.shown_value(evaluator.value), L.shown_value(actual)
end

function EVALUATORS.agent_turns(evaluator, outcome)
  local count = evaluator.agent and L.agent_turns(evaluator.agent) or outcome.turns
  local least, most = evaluator.min_turns or evaluator.min or 0, evaluator.max_turns or evaluator.max or evaluator.value or std.huge
  local wanted = format("%s to %s turns", L.number_text(least), most == std.huge and "any number of" or L.number_text(most))
  return count >= least and count <= most, wanted, L.number_text(count)
end

function EVALUATORS.regex(evaluator, outcome)
  local pattern, text = evaluator.pattern or evaluator.value, text_in(evaluator, outcome)
  if evaluator.case_sensitive == false then pattern = "(?i)" .. pattern end
  return L.step_pattern(pattern)(text), evaluator.pattern or evaluator.value, text
end

function EVALUATORS.json_schema(evaluator, outcome)
  local value = subject(evaluator, outcome)
  if type(value) == "string" then
    local ok, decoded = std.pcall(L.json_decode, value)
    if not ok then return false, "JSON", value end
    value = decoded
  end
  local problems = L.hold_against_schema(evaluator.schema or evaluator.value, value, "output")
  return #problems == 0, "a value of the schema", #problems == 0 and "one" or std.concat(problems, "; ")
end

function EVALUATORS.range(evaluator, outcome)
  local value = subject(evaluator, outcome)
  local bounds = type(evaluator.value) == "table" and evaluator.value or {}
  local least, most = evaluator.min or bounds.min or bounds[1] or -std.huge, evaluator.max or bounds.max or bounds[2] or std.huge
  local number = math_type(value) and value or (type(value) == "string" and tonumber(value)) or nil
  return number ~= nil and number >= least and number <= most, format("%s to %s", L.number_text(least), L.number_text(most)), L.shown_value(value)
end

function EVALUATORS.llm_judge(evaluator, outcome) return L.judge(evaluator, outcome) end

-- Which keys each type takes beside type, field, name and check_expected, and which it must have (the first of them that is listed as needed).
local TEXT, NUMBER, ANY, TABLE = "string", "number", "any", "table"
local KEYS = {
  contains = {value = ANY, case_sensitive = "boolean"}, contains_any = {value = ANY, case_sensitive = "boolean"},
  equals_expected = {value = ANY}, exact_match = {value = ANY}, is_instance = {value = TEXT},
  llm_judge = {rubric = TEXT, model = TEXT, include_expected = "boolean", include_input = "boolean", threshold = NUMBER, value = ANY},
  min_length = {value = NUMBER}, max_length = {value = NUMBER}, max_iterations = {value = NUMBER}, max_cost = {value = NUMBER}, max_tokens = {value = NUMBER},
  tool_called = {value = TEXT, min_calls = NUMBER, max_calls = NUMBER, min = NUMBER, max = NUMBER}, state_check = {key = TEXT, value = ANY},
  agent_turns = {agent = TEXT, value = NUMBER, min = NUMBER, max = NUMBER, min_turns = NUMBER, max_turns = NUMBER},
  regex = {value = TEXT, pattern = TEXT, case_sensitive = "boolean"}, json_schema = {value = TABLE, schema = TABLE},
  range = {value = TABLE, min = NUMBER, max = NUMBER},
}
-- Other names of `value`, by type.
local VALUES = {
  contains = {"text"}, contains_any = {"values"}, is_instance = {"instance", "expected_type"}, min_length = {"length", "min"}, max_length = {"length", "max"},
  max_iterations = {"max"}, max_cost = {"max"}, max_tokens = {"max"}, tool_called = {"tool"}, llm_judge = {"criteria"},
}
local NEEDS_VALUE = {
  is_instance = true, min_length = true, max_length = true, max_iterations = true, max_cost = true, max_tokens = true, tool_called = true,
}

-- Checks an evaluator when it is declared and returns it as data, with the names of its keys made the same.
function L.check_evaluator(what, evaluator)
  if type(evaluator) ~= "table" or L.is_null(evaluator) or L.is_field(evaluator) then
    wrong(format("%s must be a table with a type, and is %s", what, L.type_name(evaluator)), 'write { type = "contains", value = "…" } or field.contains{…}')
  end
  local kind = rawget(evaluator, "type")
  if type(kind) ~= "string" or not KEYS[kind] then
    wrong(format("the type of %s is no evaluator: %s%s", what, L.show(kind), type(kind) == "string" and L.did_you_mean(kind, KEYS) or ""))
  end
  local known = {type = TEXT, field = TEXT, name = TEXT, check_expected = TEXT}
  for key, wanted in next, KEYS[kind] do known[key] = wanted end
  for _, alias in ipairs(VALUES[kind] or {}) do known[alias] = ANY end
  L.check_keys(format("%s (%s)", what, kind), evaluator, known)
  local why = L.why_not_data(evaluator, what)
  if why then wrong(why) end
  local result = L.copy(evaluator)
  for _, alias in ipairs(VALUES[kind] or {}) do
    if result.value == nil and result[alias] ~= nil then result.value, result[alias] = result[alias], nil end
  end
  if NEEDS_VALUE[kind] and result.value == nil then wrong(format("%s (%s) needs 'value'", what, kind)) end
  if NEEDS_VALUE[kind] and kind ~= "tool_called" and kind ~= "is_instance" and not math_type(result.value) then
    wrong(format("'value' of %s (%s) must be a number, and is %s", what, kind, L.type_name(result.value)))
  end
  if kind == "is_instance" and not IS[result.value] then
    wrong(format("'value' of %s is no type: %s%s", what, L.show(result.value), L.did_you_mean(result.value, IS)))
  end
  if kind == "regex" then L.step_pattern(result.pattern or result.value or wrong(what .. " (regex) needs 'value'")) end
  if kind == "llm_judge" and not result.rubric then result.rubric = result.value or wrong(what .. " (llm_judge) needs 'rubric'") end
  if kind == "state_check" and not result.key and not result.field then wrong(what .. " (state_check) needs 'key'") end
  if kind == "json_schema" and not result.schema and result.value == nil then wrong(what .. " (json_schema) needs 'schema'") end
  return result
end

-- field.contains{…} and its siblings are evaluators, too.
for _, kind in ipairs {"equals_expected", "min_length", "contains", "exact_match", "contains_any", "max_length", "regex", "range", "llm_judge", "tool_called"} do
  std.rawset(G.field, kind, function(options)
    if options == nil then options = {} end
    if type(options) == "string" and KEYS[kind].value then options = {value = options} end
    if math_type(options) then options = {value = options} end
    if type(options) ~= "table" or L.is_null(options) then
      wrong(format("field.%s takes a table, and got %s", kind, L.type_name(options)), format("write field.%s{…}", kind))
    end
    local evaluator = {type = kind}
    for _, key in ipairs(L.keys_in_order(options)) do evaluator[key] = options[key] end
    return evaluator
  end)
end

-- Evaluates an outcome: one result for each evaluator, in order.
function L.evaluate(evaluators, outcome)
  local results = L.as_list({})
  for index, evaluator in ipairs(evaluators) do
    local ok, passed, expected, actual = std.pcall(EVALUATORS[evaluator.type], evaluator, outcome)
    local result = {type = evaluator.type, name = evaluator.name or (evaluator.field and evaluator.type .. " " .. evaluator.field) or evaluator.type}
    if not ok then
      local fields = L.error_fields(passed)
      result.status, result.message = "failed", fields and fields.message or L.tostring(passed)
    elseif passed == nil then
      result.status, result.message = "skipped", expected
    else
      result.status = passed and "passed" or "failed"
      if not passed then result.expected, result.actual = expected, actual end
    end
    results[index] = result
  end
  return results
end
