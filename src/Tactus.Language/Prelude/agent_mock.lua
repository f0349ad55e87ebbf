-- A turn of an agent in a run with mocks: what Mocks or a step of a test says, without a model and without running any tool.
local native, G = ...
local L = native.language
local std = L.std
local type, format, rawget, rawlen, ipairs, pcall = std.type, std.format, std.rawget, std.rawlen, std.ipairs, std.pcall
local _ENV <const> = nil

-- What the conditions of a mock look at: what the call gave, and its message.
local function said_in(turn)
  local said = L.copy(turn.params)
  if said.message == nil and turn.new[1] then said.message = turn.new[1].content end
  return said
end

-- The mock for this turn: a list for successive turns gives one, the last is repeated.
local function of_turn(agent, mock, turn)
  local one = mock
  if mock.temporal then one = L.mock_at(mock.temporal, turn.number) end
  if type(one) == "string" then return {message = one} end
  local case = L.mock_case(one, said_in(turn))
  if case then
    local value = rawget(case, "returns") or rawget(case, "return") or case
    one = type(value) == "string" and {message = value} or value
  end
  local response = rawget(one, "response")
  if response == nil then response = rawget(one, "returns") or rawget(one, "return") end
  if type(response) == "string" then return {message = response, tool_calls = one.tool_calls, data = one.data, usage = one.usage, error = one.error} end
  if type(response) == "table" then return L.is_agent_mock(response) and response or {data = response} end
  return one
end

local function arguments_of(call)
  local arguments = rawget(call, "args") or rawget(call, "arguments") or {}
  return type(arguments) == "table" and L.copy(arguments) or {}
end

-- The tool's own name behind the one that the model knows.
local function own_name(turn, name)
  local tool = turn.offered[name]
  return tool and (tool.own or tool.name) or name
end

local function result_of(name, own, arguments)
  for _, candidate in ipairs {name, own} do
    if L.mock_of(candidate) then return L.tool_mock_answer(candidate, arguments) end
  end
  return nil
end

local function record_calls(turn, calls)
  local asked, answers = {}, {}
  for index = 1, calls and rawlen(calls) or 0 do
    local call = rawget(calls, index)
    local named = rawget(call, "tool") or rawget(call, "name")
    local name, arguments = L.tool_name(named) or named, arguments_of(call)
    local own = own_name(turn, name)
    local id = format("mock_%d_%d", turn.number, index)
    local ok, result = pcall(result_of, name, own, arguments)
    local failure = not ok and std.tostring(result) or nil
    if ok then L.record_tool_call(name, arguments, result, {tool = own, agent = turn.agent.name}) end
    asked[index] = {id = id, name = name, arguments = arguments}
    answers[index] = {role = "tool", tool_call_id = id, name = name, content = failure and "Error: " .. failure or L.text_of(result)}
    turn.calls[#turn.calls + 1] = {id = id, name = name, arguments = arguments, result = ok and result or nil, error = failure}
  end
  if #asked > 0 then
    turn.new[#turn.new + 1] = {role = "assistant", content = "", tool_calls = asked}
    for _, answer in ipairs(answers) do turn.new[#turn.new + 1] = answer end
  end
end

-- Takes the turn. `mock` is nil for an agent that nobody mocked.
function L.mocked_turn(turn, mock)
  local agent = turn.agent
  mock = mock and of_turn(agent, mock, turn) or {message = "Mocked response from " .. agent.name}
  if mock.error then L.mock_error(agent.name, mock.error) end
  record_calls(turn, mock.tool_calls)
  turn.text = mock.message and L.text_of(mock.message) or ""
  turn.output = turn.text
  if mock.data ~= nil then
    turn.output = L.check_mocked_output(agent, L.copy(mock.data))
    if turn.text == "" then turn.text = L.text_of(turn.output) end
  elseif agent.output and mock.message then
    -- A message may be the structured output as a model writes it; any other text stands for itself.
    local value = L.parse_output(agent, turn.text)
    if value ~= nil then turn.output = value end
  end
  if turn.text ~= "" or #turn.calls == 0 then turn.new[#turn.new + 1] = {role = "assistant", content = turn.text} end
  turn.finish_reason, turn.model_calls, turn.model = "stop", 0, "mock"
  local usage = mock.usage or {}
  local input, output = usage.input_tokens or usage.prompt_tokens or 0, usage.output_tokens or usage.completion_tokens or 0
  turn.usage = {input_tokens = input, output_tokens = output, total_tokens = usage.total_tokens or input + output, cached_tokens = 0}
end
