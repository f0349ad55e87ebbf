-- What each kind of built-in step does. The host matches the texts and knows their forms (Tactus.Testing); here is only what they mean.
-- A step gets the scenario and its arguments; it returns nothing when it holds, or what is wrong: {message, expected, actual}.
local native, G = ...
local L = native.language
local std = L.std
local type, ipairs, format, rawget, find, huge = std.type, std.ipairs, std.format, std.rawget, std.find, std.huge
local Stop = G.Stop
local _ENV <const> = nil

local STEPS = {}
-- Kind -> function; scenario.lua runs them.
L.steps = STEPS

local function wrong(message, expected, actual)
  return {message = message, expected = expected, actual = actual}
end

local function count_text(count)
  return count == 1 and "1 call" or format("%d calls", count)
end

local function times_text(count) return count == 1 and "once" or format("%d times", count) end

-- Setup -----------------------------------------------------------------------------------------------------------------------------------

function STEPS.started() end

function STEPS.message(scenario, arguments) scenario:set_message(arguments.value.value) end

function STEPS.input(scenario, arguments) scenario:set_input(arguments.name, arguments.value.value, arguments.value.text) end

function STEPS.mock_tool(_, arguments)
  L.set_mock(arguments.name, {returns = arguments.value.value})
end

function STEPS.mock_agent_message(_, arguments)
  L.script_agent(arguments.name, {message = arguments.value.value})
end

function STEPS.mock_agent_tool(_, arguments)
  L.script_agent(arguments.name, {tool_calls = {{tool = arguments.tool, args = arguments.args or {}}}})
end

function STEPS.mock_agent_data(_, arguments)
  L.script_agent(arguments.name, {data = arguments.value})
end

function STEPS.mock_host(_, arguments)
  local value = arguments.value.value
  if arguments.status then value = {status = arguments.status, body = value} end
  if not arguments.path then return L.set_mock(arguments.name, {returns = value}) end
  L.set_mock(arguments.name, {conditional = {{when = {path = arguments.path}, returns = value}, {when = {url = arguments.path}, returns = value}}})
end

function STEPS.person_presses(_, arguments) L.queue_answer("approve", arguments.yes) end

function STEPS.person_enters(_, arguments) L.queue_answer("input", arguments.value.value) end

function STEPS.person_selects(_, arguments) L.queue_answer("select", arguments.value.value) end

function STEPS.person_decides(_, arguments) L.queue_answer("review", arguments.value.value) end

function STEPS.person_default(_, arguments) L.set_default_answer(arguments.kind, arguments.value.value) end

-- Tools -----------------------------------------------------------------------------------------------------------------------------------

local function calls_of(name)
  local list = {}
  for _, call in ipairs(L.all_calls()) do
    if call.name == name or call.tool == name then list[#list + 1] = call end
  end
  return list
end

-- The calls that there were, for the report.
local function shown_calls(calls)
  if #calls == 0 then return "no call of it; called were " .. L.called_names() end
  local parts = {}
  for index, call in ipairs(calls) do
    if index > 5 then
      parts[index] = "…"
      break
    end
    parts[index] = L.shown_value(call.args or {})
  end
  return format("%s: %s", count_text(#calls), std.concat(parts, ", "))
end

-- The names of the tools that were called, in the order of their first call.
function L.called_names()
  local seen, names = {}, {}
  for _, call in ipairs(L.all_calls()) do
    if not seen[call.name] then
      seen[call.name] = true
      names[#names + 1] = call.name
    end
  end
  return #names > 0 and std.concat(names, ", ") or "none"
end

local function calls_between(arguments, least, most, expected)
  local calls = calls_of(arguments.name)
  if #calls >= least and #calls <= most then return nil end
  return wrong(format("the tool '%s' was called %s", arguments.name, #calls == 0 and "never" or times_text(#calls)), expected, shown_calls(calls))
end

function STEPS.tool_called(_, arguments) return calls_between(arguments, 1, huge, "at least one call") end

function STEPS.tool_not_called(_, arguments) return calls_between(arguments, 0, 0, "no call") end

function STEPS.tool_called_at_least(_, arguments)
  return calls_between(arguments, arguments.count, huge, "at least " .. count_text(arguments.count))
end

function STEPS.tool_called_at_most(_, arguments)
  return calls_between(arguments, 0, arguments.count, "at most " .. count_text(arguments.count))
end

function STEPS.tool_called_exactly(_, arguments)
  return calls_between(arguments, arguments.count, arguments.count, "exactly " .. count_text(arguments.count))
end

local function some_call(arguments, what, fits)
  local calls = calls_of(arguments.name)
  for _, call in ipairs(calls) do
    if fits(L.value_at(call.args or {}, arguments.key)) then return nil end
  end
  return wrong(format("no call of the tool '%s' had %s", arguments.name, what), what, shown_calls(calls))
end

function STEPS.tool_called_with(_, arguments)
  return some_call(arguments, format("%s = %s", arguments.key, arguments.value.text), function(value)
    return L.printed_fits(arguments.value, value)
  end)
end

function STEPS.tool_called_matching(_, arguments)
  local fits = L.step_pattern(arguments.pattern)
  return some_call(arguments, format("%s matching %s", arguments.key, arguments.pattern), function(value)
    local text = L.text_for_step(value)
    return text ~= nil and fits(text)
  end)
end

-- Values: state and output ----------------------------------------------------------------------------------------------------------------

-- The value that a step is about, and what it is called.
local function subject_of(scenario, arguments)
  if arguments.of == "state" then
    if not arguments.key then return L.frame.values, "state" end
    return L.value_at(L.frame.values, arguments.key), "state." .. arguments.key
  end
  if arguments.key then return L.value_at(scenario:output(), arguments.key), "output." .. arguments.key end
  return scenario:output(), "the output"
end

local function fits(arguments, value) return L.printed_fits(arguments.value, value) end

function STEPS.value_is(scenario, arguments)
  local value, name = subject_of(scenario, arguments)
  if fits(arguments, value) then return nil end
  return wrong(name .. " is not what was expected", arguments.value.text, L.shown_value(value))
end

function STEPS.value_is_not(scenario, arguments)
  local value, name = subject_of(scenario, arguments)
  if not fits(arguments, value) then return nil end
  return wrong(name .. " is what it should not be", "anything but " .. arguments.value.text, L.shown_value(value))
end

function STEPS.value_exists(scenario, arguments)
  local value, name = subject_of(scenario, arguments)
  if value ~= nil and not L.is_null(value) then return nil end
  return wrong(name .. " does not exist", "a value", L.shown_value(value))
end

function STEPS.value_is_absent(scenario, arguments)
  local value, name = subject_of(scenario, arguments)
  if value == nil or L.is_null(value) then return nil end
  return wrong(name .. " exists", "no value", L.shown_value(value))
end

function STEPS.value_matches(scenario, arguments)
  local value, name = subject_of(scenario, arguments)
  local text = L.text_for_step(value)
  if text ~= nil and L.step_pattern(arguments.pattern)(text) then return nil end
  return wrong(name .. " does not match the pattern", arguments.pattern, L.shown_value(value))
end

local PERCENT = 80

function STEPS.value_is_similar(scenario, arguments)
  local value, name = subject_of(scenario, arguments)
  local least, text = arguments.percent or PERCENT, L.text_for_step(value)
  local score = text and 100 * L.indel_ratio(text, arguments.text) or 0
  if text and score >= least then return nil end
  return wrong(format("%s is %s %% similar, and should be %s %% or more", name, format("%.1f", score), L.number_text(least)),
    L.shown_value(arguments.text), L.shown_value(value))
end

local FUZZY = 0.8

function STEPS.value_fuzzy_matches(scenario, arguments)
  local value, name = subject_of(scenario, arguments)
  local least, text, best = arguments.threshold or FUZZY, L.text_for_step(value), 0
  local shown = {}
  for index, wanted in ipairs(arguments.any) do
    wanted = L.plain_text(wanted)
    shown[index] = L.shown_value(wanted)
    if text then best = std.max(best, L.fuzzy_score(text, wanted)) end
  end
  if text and best >= least then return nil end
  return wrong(format("%s matches with %s, and should with %s or more", name, format("%.2f", best), L.number_text(least)),
    std.concat(shown, " or "), L.shown_value(value))
end

-- "the state should contain K" is a key; of an output that is a text it is a part of it, and of a list an item.
function STEPS.value_contains(scenario, arguments)
  local container, name = subject_of(scenario, arguments)
  local wanted = arguments.text
  if type(container) == "string" then
    if find(container, wanted, 1, true) then return nil end
  elseif type(container) == "table" and not L.is_null(container) then
    if L.value_at(container, wanted) ~= nil then return nil end
    for index = 1, std.rawlen(container) do
      if L.plain_text(rawget(container, index)) == wanted then return nil end
    end
  end
  return wrong(format("%s does not contain %s", name, L.show(wanted)), wanted, L.shown_value(container))
end

-- The end of the run ----------------------------------------------------------------------------------------------------------------------

function STEPS.succeeds(scenario)
  local failure = scenario:failure()
  if not failure then return nil end
  return wrong("the procedure failed", "success", failure.message)
end

function STEPS.fails(scenario, arguments)
  local failure = scenario:failure()
  if not failure then return wrong("the procedure succeeded", "a failure", L.shown_value(scenario:output())) end
  if arguments.text and not find(failure.message, arguments.text, 1, true) then
    return wrong("the procedure failed with another error", arguments.text, failure.message)
  end
  return nil
end

-- Why the run stopped: what was said when it was asked to, and the error that ended it.
local function stop_reasons(scenario)
  local reasons, asked, failure = {}, Stop.reason(), scenario:failure()
  if asked ~= nil then reasons[1] = L.plain_text(asked) end
  if failure then reasons[#reasons + 1] = failure.message end
  return reasons
end

local function stop_reason(scenario, fits, message, expected)
  local reasons, shown = stop_reasons(scenario), {}
  for index, reason in ipairs(reasons) do
    if fits(reason) then return nil end
    shown[index] = L.shown_value(reason)
  end
  return wrong(message, expected, #shown > 0 and std.concat(shown, " and ") or "no reason")
end

function STEPS.stop_reason_is(scenario, arguments)
  local wanted = L.plain_text(arguments.value.value)
  return stop_reason(scenario, function(reason) return reason == wanted end, "the stop reason is another one", arguments.value.text)
end

function STEPS.stop_reason_contains(scenario, arguments)
  local wanted = L.plain_text(arguments.value.value)
  return stop_reason(scenario, function(reason) return find(reason, wanted, 1, true) end, "the stop reason does not contain the text", arguments.value.text)
end

function STEPS.stop_reason_matches(scenario, arguments)
  return stop_reason(scenario, L.step_pattern(arguments.pattern), "the stop reason does not match the pattern", arguments.pattern)
end

function STEPS.iterations_below(_, arguments)
  local count = L.iterations()
  if count < arguments.count then return nil end
  return wrong("there were too many iterations", "fewer than " .. arguments.count, L.number_text(count))
end

function STEPS.iterations_between(_, arguments)
  local count = L.iterations()
  if count >= arguments.low and count <= arguments.high then return nil end
  return wrong("the number of iterations is another one", format("%d to %d", arguments.low, arguments.high), L.number_text(count))
end

function STEPS.turns_at_least(_, arguments)
  local count = L.agent_turns(L.meant_agent(arguments.name))
  if count >= arguments.count then return nil end
  return wrong(format("%s took too few turns", arguments.name and "the agent '" .. arguments.name .. "'" or "the agents"),
    "at least " .. arguments.count, L.number_text(count))
end

function STEPS.context_includes(_, arguments)
  local wanted, texts = L.plain_text(arguments.value.value), {}
  for _, message in ipairs(L.agent_messages(arguments.name)) do
    local text = type(message.content) == "string" and message.content or L.plain_text(message.content)
    if find(text, wanted, 1, true) then return nil end
    texts[#texts + 1] = text
  end
  return wrong("the agent's context does not include the text", wanted, L.shown_value(std.concat(texts, "\n")))
end
