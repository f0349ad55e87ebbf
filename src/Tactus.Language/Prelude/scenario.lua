-- Goes through one scenario of a specification: its steps in order, the run where a step asks for it, and what came of each.
-- The first step that does not hold ends the scenario; the others are skipped, as in every Gherkin.
local native, G = ...
local L = native.language
local std = L.std
local type, next, ipairs, pcall, format, setmetatable, unpack = std.type, std.next, std.ipairs, std.pcall, std.format, std.setmetatable, std.unpack
local state = G.state
local _ENV <const> = nil

local Scenario = {}
Scenario.__index = Scenario

-- Steps that need no run to have been; any other one runs the procedure first if no step did.
local BEFORE_RUN = {
  started = true, message = true, input = true, mock_tool = true, mock_agent_message = true, mock_agent_tool = true, mock_agent_data = true,
  mock_host = true, person_presses = true, person_enters = true, person_selects = true, person_decides = true, person_default = true,
}
local RUNS = {run = true, agent_turn = true, model_predicts = true}

-- `text`: how a step wrote it.
function Scenario:set_input(name, value, text)
  self.inputs[name], self.texts[name] = value, text
end

function Scenario:set_message(text)
  self.message = text
end

-- What a person said is the input called message where the procedure takes one, and else what the first agent is told.
function Scenario:hand_message(fields)
  -- A step writes a text without quotes as well: the input zip is 12345.
  for name, text in next, self.texts do
    local kind = type(self.inputs[name])
    if fields and fields[name] and fields[name].type == "string" and (kind == "number" or kind == "boolean") then self.inputs[name] = text end
  end
  if self.message == nil then return end
  if not fields or fields.message then self.inputs.message = self.message end
  if not fields or not fields.message then L.set_first_message(self.message) end
  self.message = nil
end

function Scenario:output()
  return self.run and self.run.output
end

function Scenario:failure()
  return self.run and self.run.failure
end

-- What a custom step gets first: the inputs by their names, and beside them state, output, error and scenario.
local function context_of(scenario)
  return setmetatable({}, {
    __metatable = "scenario",
    __index = function(_, key)
      local inputs = scenario.values or scenario.inputs
      if inputs[key] ~= nil then return inputs[key] end
      if key == "input" or key == "inputs" then return inputs end
      if key == "state" then return state end
      if key == "output" or key == "result" then return scenario:output() end
      if key == "error" then return scenario:failure() and scenario:failure().message end
      if key == "scenario" then return scenario.name end
      return nil
    end,
    __newindex = function(_, key, value)
      if scenario.run then L.raise("TAC1507", "an input cannot be set after the run", {mend = "set it in a Given step"}) end
      scenario:set_input(key, value)
    end,
  })
end

local function failed_with(failure)
  return {
    message = failure.message,
    error = {code = failure.code, message = failure.message, file = failure.file, line = failure.line, mend = failure.mend, traceback = failure.traceback},
  }
end

-- Custom steps are user code: they fail by an error, or by returning false and perhaps a text.
function Scenario:custom(step)
  local known = L.custom_step(step.text)
  if not known then
    return {message = format("the step %s is declared after the point where the script needs it", L.show(step.text))}
  end
  local ok, value = self.call(function()
    local held, why = known.fn(context_of(self), unpack(step.arguments, 1, #step.arguments))
    if held ~= false then return nil end
    return {message = type(why) == "string" and why or "the step returned false", file = known.file, line = known.line}
  end)
  if not ok then return failed_with(value) end
  if type(value) == "table" and value.line then
    return {message = value.message, error = {message = value.message, file = value.file, line = value.line}}
  end
  return nil
end

function Scenario:built_in(step)
  local ok, value = pcall(L.steps[step.kind], self, step.args or {})
  if ok then return value end
  return failed_with(L.error_fields(value) or {message = L.tostring(value)})
end

-- Runs the procedure, once. Nil, or why the step that asked for it does not hold.
function Scenario:start()
  if not self.run then
    local status, value = self.run_procedure(self.inputs)
    if status == "succeeded" or status == "continued" then
      self.run = {output = value, status = status}
    else
      self.run = {failure = value, status = status}
    end
  end
  local failure = self.run.failure
  if failure and not self.expects_failure then return failed_with(failure) end
  return nil
end

function Scenario:perform(step)
  if step.kind == "custom" then return self:custom(step) end
  if RUNS[step.kind] then
    local ok, why = pcall(L.check_step_name, step.kind, step.args)
    if not ok then return failed_with(L.error_fields(why) or {message = L.tostring(why)}) end
    return self:start()
  end
  if not BEFORE_RUN[step.kind] and not self.run then
    local why = self:start()
    if why and step.kind ~= "fails" and step.kind ~= "succeeds" then return why end
  end
  return self:built_in(step)
end

-- Performs steps while `goes_on` says so.
function Scenario:advance(goes_on)
  while self.at <= #self.steps and (not goes_on or goes_on(self.steps[self.at])) do
    local step = self.steps[self.at]
    local result = {status = "skipped"}
    if not self.is_over then
      local why = self:perform(step)
      result = {status = why and "failed" or "passed"}
      if why then
        result.message, result.expected, result.actual, result.error = why.message, why.expected, why.actual, why.error
        self.is_over = true
      end
    end
    self.results[self.at] = result
    self.at = self.at + 1
  end
end

local function is_before_run(step)
  return not RUNS[step.kind] and (BEFORE_RUN[step.kind] or step.kind == "custom")
end

-- What the run came to, for the host.
local function told_of(run)
  local output, used = run.output, L.used()
  if L.why_not_data(output, "output") then output = L.loose_copy(output) end
  return {
    status = run.status, output = output, state = L.loose_copy(L.frame.values), iterations = L.iterations(), turns = L.agent_turns(nil),
    tools = L.called_tools(), tokens = used.tokens, cost = used.cost, error = run.failure and failed_with(run.failure).error,
  }
end

-- Everything that a scenario tells the host.
function Scenario:report()
  return {steps = L.as_list(self.results), run = self.run and told_of(self.run)}
end

-- Runs a case of an evaluation and evaluates what came of it; everything that it tells the host.
function Scenario:evaluate()
  self:start()
  local told = {run = told_of(self.run), evaluators = L.as_list({})}
  if self.run.failure then return told end
  local outcome = {
    case = self.case, output = self.run.output, state = L.frame.values, iterations = L.iterations(), turns = L.agent_turns(nil),
    calls = L.all_calls(), tokens = told.run.tokens, cost = told.run.cost,
  }
  local ok, results = self.call(function() return L.evaluate(L.evaluation(self.evaluation).evaluators, outcome) end)
  if ok then told.evaluators = results else told.error = failed_with(results).error end
  return told
end

-- The scenario of a test as the host sent it. `call` runs user code: true and its value, or false and a failure. The driver gives it a
-- field run_procedure, a function of the inputs.
function L.new_scenario(test, call)
  local scenario = setmetatable({
    name = test.scenario, steps = test.steps or {}, at = 1, results = {}, texts = {}, inputs = L.copy(test.case and test.case.inputs or {}), call = call,
    case = test.case, evaluation = test.evaluation,
  }, Scenario)
  for _, step in ipairs(scenario.steps) do
    if step.kind == "fails" then scenario.expects_failure = true end
  end
  return scenario
end

-- A script is its own procedure: what a scenario does before its run happens when the script first needs an input or an effect.
function L.prepare_script(scenario)
  local call = scenario.call
  L.set_begin(function()
    L.set_begin(nil)
    scenario.call = function(fn)
      local ok, value = pcall(fn)
      if ok then return true, value end
      local fields = L.error_fields(value)
      return false, fields or {code = "TAC1301", message = L.plain_text(value)}
    end
    scenario:advance(is_before_run)
    scenario.call = call
    scenario.has_begun = true
    if scenario.look then scenario.look() end
  end)
end
