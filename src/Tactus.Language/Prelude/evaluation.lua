-- Evaluation {…} and Evaluations {…}: cases, what is held against their outputs, and how good that must be. In a plain run these are declarations
-- without effect; a run in test mode runs one case of one of them (scenario.lua) and evaluates what came of it (evaluators.lua).
local native, G = ...
local L = native.language
local std = L.std
local type, ipairs, format, rawget, rawlen, math_type = std.type, std.ipairs, std.format, std.rawget, std.rawlen, std.math_type
local _ENV <const> = nil

local CODE = "TAC1503"

-- In the order of their declaration.
local evaluations = {}

local KEYS = {
  name = "text", dataset = "table", dataset_file = "text", evaluators = "table", thresholds = "table", runs = "count", parallel = "boolean",
  description = "string",
}
local CASE_KEYS = {name = "text", inputs = "table", input = "table", expected_output = "any", expected = "any", metadata = "table"}
local THRESHOLDS = {min_success_rate = true, max_cost_per_run = true, max_duration = true, max_tokens_per_run = true}

local function wrong(message, mend) return L.raise(CODE, message, {mend = mend}) end

local function list_of(what, value)
  if L.shape(value) ~= "list" and std.next(value) ~= nil then wrong(what .. " must be a list, and is a table with names") end
  return value
end

local function check_dataset(dataset)
  for index, case in ipairs(list_of("'dataset' of Evaluation", dataset)) do
    local what = format("dataset[%d] of Evaluation", index)
    if type(case) ~= "table" or L.is_null(case) then
      wrong(what .. " must be a table, and is " .. L.type_name(case), "write { name = …, inputs = {…}, expected_output = … }")
    end
    L.check_keys(what, case, CASE_KEYS)
    local why = L.why_not_data(case, what)
    if why then wrong(why) end
  end
end

local function check_thresholds(thresholds)
  for _, key in ipairs(L.keys_in_order(thresholds)) do
    local value = rawget(thresholds, key)
    if not THRESHOLDS[key] then wrong(format("'thresholds' of Evaluation has no key %s%s", L.show(key), L.did_you_mean(key, THRESHOLDS))) end
    if not math_type(value) or value ~= value or value < 0 then
      wrong(format("the threshold '%s' must be a number that is not negative, and is %s", key, L.show(value)))
    end
    if key == "min_success_rate" and value > 1 then
      wrong(format("min_success_rate is a share from 0 to 1, and is %s", L.show(value)), "write 0.9 for nine in ten")
    end
  end
end

local function declare(...)
  local options = L.declaration_of("Evaluation", ...)
  L.check_keys("Evaluation", options, KEYS)
  local file, line = L.place()
  local dataset, evaluators, thresholds = rawget(options, "dataset"), rawget(options, "evaluators"), rawget(options, "thresholds")
  if dataset and rawget(options, "dataset_file") then wrong("Evaluation has both dataset and dataset_file", "keep one of them") end
  if dataset then check_dataset(dataset) end
  if thresholds then check_thresholds(thresholds) end
  local entry = {
    name = rawget(options, "name"), file = file, line = line, dataset = dataset, dataset_file = rawget(options, "dataset_file"),
    evaluators = L.as_list({}), thresholds = thresholds, runs = rawget(options, "runs"), parallel = rawget(options, "parallel"),
  }
  for index, evaluator in ipairs(list_of("'evaluators' of Evaluation", evaluators or {})) do
    entry.evaluators[index] = L.check_evaluator(format("evaluators[%d] of Evaluation", index), evaluator)
  end
  if evaluators and rawlen(evaluators) > 0 and not dataset and not entry.dataset_file then
    wrong("Evaluation has evaluators and no dataset", "add dataset = { {name = …, inputs = {…}} } or dataset_file")
  end
  evaluations[#evaluations + 1] = entry
end

G.Evaluation, G.Evaluations = declare, declare

-- The evaluation of a number, as it was declared.
function L.evaluation(index) return evaluations[index] end

-- What stands in the description.
function L.describe_evaluations(description)
  if #evaluations > 0 then description.evaluations = L.as_list(L.copy(evaluations)) end
end
