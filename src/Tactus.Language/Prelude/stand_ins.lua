-- Who answers in a test in place of people, clocks and mocked host tools: queues that steps fill, and defaults.
local native, G = ...
local L = native.language
local std = L.std
local type, ipairs, format, lower = std.type, std.ipairs, std.format, std.lower
local remove = G.table.remove
local _ENV <const> = nil

-- Kind of question -> answers that steps gave, first come first served. The last one stays.
local queues = {}
-- Kind of question -> the answer where no step gave one.
local defaults = {}

function L.queue_answer(kind, value)
  local queue = queues[kind] or {}
  queues[kind] = queue
  queue[#queue + 1] = {value = value}
end

function L.set_default_answer(kind, value) defaults[kind] = {value = value} end

local function given(kind)
  local queue = queues[kind]
  if queue and #queue > 1 then return remove(queue, 1) end
  return queue and queue[1] or defaults[kind]
end

-- The option that an answer means, by value or by label.
local function option_of(question, wanted, what)
  for _, option in ipairs(question.options) do
    if L.same(option.value, wanted) then return option.value end
  end
  for _, option in ipairs(question.options) do
    if type(wanted) == "string" and lower(option.label) == lower(wanted) then return option.value end
  end
  return L.raise("TAC1506", format("the test answers %s with %s, which is none of its options", what, L.show(wanted)))
end

local ANSWERS = {}

function ANSWERS.approve(_, answer)
  if answer then return answer.value end
  return true
end

function ANSWERS.input(question, answer)
  if answer then return answer.value end
  if question.default ~= nil then return question.default end
  return ""
end

function ANSWERS.select(question, answer)
  local many = question.mode == "multiple"
  local wanted = answer and answer.value
  if wanted == nil then wanted = question.default end
  if wanted == nil then
    local list = L.as_list({})
    for index = 1, many and (question.min or 1) or 1 do list[index] = question.options[index].value end
    return many and list or list[1]
  end
  if not many then return option_of(question, wanted, "Human.select") end
  local list = L.as_list({})
  for index, value in ipairs(type(wanted) == "table" and wanted or {wanted}) do list[index] = option_of(question, value, "Human.select") end
  return list
end

function ANSWERS.review(question, answer)
  local decision = question.options[1].value
  if answer then decision = option_of(question, answer.value, "Human.review") end
  return {decision = decision, edited_artifact = question.artifact, feedback = ""}
end

function ANSWERS.upload(question)
  local file = {path = "upload.txt", name = "upload.txt", size = 0, mime_type = "text/plain"}
  return question.multiple and L.as_list({file}) or file
end

function ANSWERS.escalate() return nil end

function ANSWERS.custom(question, answer)
  if answer then return answer.value end
  if question.default ~= nil then return question.default end
  return question.actions and question.actions[1] and {action = question.actions[1].id} or {}
end

local function answer(kind, question)
  local stand_in = ANSWERS[kind]
  return stand_in and stand_in(question, given(kind))
end

function ANSWERS.multiple(question)
  local values = {}
  for _, item in ipairs(question.items) do
    if item.default ~= nil then values[item.id] = item.default else values[item.id] = answer(item.type, item) end
  end
  return values
end

local STAND_INS = {
  ["human.ask"] = answer,
  ["run.defer"] = function(key, request)
    return {completed = true, key = key, resume_at = request.resume_at, reason = request.reason}
  end,
}

-- Calls of host tools by the procedure itself, {name, args}: no tool of the language, so nobody else counts them.
local host_calls = {}
function L.host_calls() return host_calls end

local function host_call(name, arguments)
  host_calls[#host_calls + 1] = {name = name, args = L.loose_copy(arguments)}
  if L.mock_of(name) then return true, L.tool_mock_answer(name, arguments) end
  return false
end

-- Answers what waits for somebody or something, so that a test waits for nobody.
function L.use_stand_ins()
  L.set_stand_in(function(kind, name, arguments)
    if kind == "host.call" then return host_call(name, arguments) end
    local stand_in = STAND_INS[kind]
    if not stand_in then return false end
    return true, stand_in(name, arguments)
  end)
end
