-- One turn of an agent: the model is asked, the tools that it calls are performed and told to it, until it answers without a call.
--
-- The conversation gets the turn's messages when the turn is over, all at once: two turns that run side by side cannot come between a call and its result.
local native, G = ...
local L = native.language
local std = L.std
local type, format, ipairs, next, pcall, error = std.type, std.format, std.ipairs, std.next, std.pcall, std.error
local _ENV <const> = nil

local counts, contexts = {}, {}

-- How many turns an agent has taken in the whole run, or all of them; for tests.
function L.agent_turns(name)
  if name then return counts[name] or 0 end
  local sum = 0
  for _, count in next, counts do sum = sum + count end
  return sum
end

-- The messages that an agent's model was shown last; for tests.
function L.last_agent_context(name) return L.copy(contexts[name]) end

-- Texts that models take are UTF-8; a file or a tool may have given anything.
local function wire_message(message)
  local content = L.clean_text(L.text_of(message.content))
  if message.role == "tool" then content = L.fenced("the tool " .. L.show(message.name or "?"), content) end
  return {
    role = message.role, content = content, name = message.role ~= "tool" and message.name or nil, tool_calls = message.tool_calls,
    tool_call_id = message.tool_call_id,
  }
end

local function wire_messages(turn)
  local list = {}
  if turn.prompt and turn.prompt ~= "" then list[1] = {role = "system", content = turn.prompt} end
  for _, part in ipairs {turn.before, turn.memory, turn.after, turn.new} do
    for _, message in ipairs(part) do list[#list + 1] = wire_message(message) end
  end
  return list
end

local CHOICES = {auto = true, none = true, required = true}

-- Whether a turn with these tools can hold to the agent's choice among them.
local function can_choose(turn, choice)
  return #turn.told > 0 and choice ~= nil and (CHOICES[choice] or turn.offered[choice] ~= nil)
end

local function ask_model(turn)
  local agent = turn.agent
  local arguments = {
    agent = agent.name, turn = turn.number, messages = wire_messages(turn), tools = turn.told, stream = agent.stream,
    output = L.output_for_model(agent),
  }
  for _, key in ipairs(L.model_settings) do arguments[key] = turn.settings[key] end
  if type(arguments.stop) == "string" then arguments.stop = {arguments.stop} end
  if #turn.told == 0 then arguments.tools = nil end
  if not can_choose(turn, arguments.tool_choice) then arguments.tool_choice = nil end
  contexts[agent.name] = arguments.messages
  return L.with_retry(agent.name, agent.retry, function() return L.perform("model.chat", turn.model, arguments) end)
end

local function add_usage(turn, answer)
  turn.model_calls, turn.model_used = turn.model_calls + 1, answer.model
  for key, value in next, answer.usage or {} do
    if type(value) == "number" then turn.usage[key] = (turn.usage[key] or 0) + value end
  end
  if type(answer.cost_usd) == "number" then turn.cost = (turn.cost or 0) + answer.cost_usd end
end

-- The call as it goes into the conversation: one whose arguments could not be read has none.
local function asked_call(call)
  return {id = call.id, name = call.name, arguments = type(call.arguments) == "table" and call.arguments or {}}
end

local function say(turn, message) turn.new[#turn.new + 1] = message end

-- An answer without calls ends the turn, unless it breaks the output's schema and may be tried again.
local function finish(turn, text, failures)
  local agent = turn.agent
  turn.text, turn.output = text, text
  if not agent.output then return true end
  local value, why = L.parse_output(agent, text)
  if not why then
    turn.output = value
    return true
  end
  if not agent.retry.on.validation or failures >= agent.retry.attempts then
    L.raise("TAC1422", format("the output of agent '%s' is not what it declares, after %d answers: %s", agent.name, failures, why), {kind = "failed"})
  end
  say(turn, {role = "user", content = why .. ". Answer again with JSON that fits the schema, and nothing else."})
  return false
end

local function answer_calls(turn, answer, text)
  local asked, calls = {}, {}
  for index, call in ipairs(answer.tool_calls) do
    asked[index] = asked_call(call)
    calls[index] = {id = call.id, name = call.name, arguments = asked[index].arguments, arguments_error = call.arguments_error}
  end
  turn.answer = answer.turn
  local results = L.run_tool_calls(turn, calls)
  say(turn, {role = "assistant", content = text, tool_calls = asked})
  for _, message in ipairs(results) do say(turn, message) end
end

local function loop(turn)
  local most, failures = turn.most, 0
  for call = 1, most do
    local answer = ask_model(turn)
    add_usage(turn, answer)
    local text = L.is_null(answer.content) and "" or L.text_of(answer.content)
    turn.finish_reason = answer.finish_reason
    if #(answer.tool_calls or {}) > 0 then
      answer_calls(turn, answer, text)
      turn.text, turn.output = text, text
      if turn.done then return end
    else
      say(turn, {role = "assistant", content = text})
      failures = failures + 1
      if finish(turn, text, failures) then return end
    end
  end
  turn.finish_reason = "max_turns"
  L.log("warn", format("agent '%s' stopped after %d model calls in one turn", turn.agent.name, most))
end

-- Takes the turn's messages into the conversation, once the model has said something.
local function remember(turn)
  local spoke = false
  for _, message in ipairs(turn.new) do spoke = spoke or message.role == "assistant" end
  if spoke and turn.agent.history.source ~= "none" then L.note({op = "say", to = turn.conversation, messages = turn.new}) end
end

local function offered_for_model(turn)
  local told = {}
  for _, shown in ipairs(turn.order) do
    local tool, why = L.tool_for_model(shown, turn.offered[shown])
    if tool then
      told[#told + 1] = tool
    else
      turn.offered[shown] = nil
      L.log("warn", format("agent '%s' is not told of tool '%s': %s", turn.agent.name, shown, why))
    end
  end
  return told
end

local function take(turn)
  local agent = turn.agent
  local mock = L.agent_mock_of(agent.name)
  if mock or L.mock then
    contexts[agent.name] = wire_messages(turn)
    L.mocked_turn(turn, mock)
  else
    turn.told = offered_for_model(turn)
    loop(turn)
  end
end

-- Runs one turn of an agent and returns its result.
function L.call_agent(agent, ...)
  L.stop_describing()
  local turn = L.begin_turn(agent, ...)
  L.add_iterations(1)
  counts[agent.name] = (counts[agent.name] or 0) + 1
  L.note({op = "turn", agent = agent.name})
  turn.number = L.agent_record(agent.name).turns
  local ok, problem = pcall(take, turn)
  remember(turn)
  if not ok then error(problem, 0) end
  L.note({op = "output", agent = agent.name, output = L.copy(turn.output)})
  turn.all = turn.base
  for _, message in ipairs(turn.new) do turn.all[#turn.all + 1] = message end
  turn.model = turn.model_used or turn.model
  return L.agent_result(turn)
end
