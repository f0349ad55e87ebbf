-- One turn of an agent: the model is asked, the tools that it calls are performed and told to it, until it answers without a call.
--
-- The conversation gets the turn's messages when the turn is over, all at once: two turns that run side by side cannot come between a call and its result.
local native, G = ...
local L = native.language
local std = L.std
local type, format, rawlen, select, ipairs, next, pcall, error =
  std.type, std.format, std.rawlen, std.select, std.ipairs, std.next, std.pcall, std.error
local _ENV <const> = nil

local OVERRIDES = {
  message = "string", tools = "table", model = "text", provider = "text", temperature = "number", max_tokens = "count", top_p = "number",
  stop = "text|table", seed = "number", options = "table", tool_choice = "text", max_turns = "count", system_prompt = "string|function",
  context = "table|string",
}

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

-- What a turn was given, sorted into what the language knows and what templates may read as {params.x}.
local function options_of(agent, ...)
  local what, given = format("agent '%s'", agent.name), ...
  if select("#", ...) > 1 then L.raise("TAC1421", format("%s takes one value, and got %d", what, select("#", ...)), {mend = format('write %s{message = "…"}', agent.name)}) end
  if given == nil then given = {} end
  if type(given) == "string" then given = {message = given} end
  if L.is_result(given) then given = {message = L.text_of(given.output)} end
  if type(given) ~= "table" or L.is_null(given) or rawlen(given) > 0 then
    L.raise("TAC1421", format("%s takes a text or a table with names, and got %s", what, L.type_name(given)), {mend = format('write %s{message = "…"}', agent.name)})
  end
  local options, params = {}, {}
  for key, value in next, given do
    if OVERRIDES[key] then options[key] = value else params[key] = value end
  end
  L.check_keys("the call of " .. what, options, OVERRIDES)
  L.check_settings("the call of " .. what, options)
  local why = L.why_not_data(params, "params")
  if why then L.raise("TAC1421", format("%s cannot take it: %s", what, why)) end
  if agent.input then
    local problems = {}
    params = L.check_fields(agent.input, params, "", problems, "input")
    if #problems > 0 then L.raise("TAC1421", L.problem_message(format("the input of %s breaks its schema", what), problems)) end
  end
  return options, params
end

-- The messages of the conversation as it stood when the turn began, cut as the agent wants.
local function remembered(turn)
  local agent = turn.agent
  if agent.history.source == "none" then return {} end
  local messages = {}
  for index, message in ipairs(L.history(turn.conversation)) do messages[index] = message end
  turn.base = messages
  if not agent.history.filter then return messages end
  local kept, list = agent.history.filter(L.copy(messages)), {}
  for index = 1, type(kept) == "table" and rawlen(kept) or 0 do list[index] = L.Message(kept[index]) end
  return list
end

local function system_prompt(turn, options)
  local agent = turn.agent
  local prompt = options.system_prompt or agent.system_prompt
  if type(prompt) == "function" then
    prompt = prompt({input = L.frame.input, state = L.copy(L.frame.values), params = turn.params, context = turn.space.context, agent = agent.name})
    if type(prompt) ~= "string" then L.raise("TAC1421", format("the system_prompt of agent '%s' returned %s and no text", agent.name, L.type_name(prompt))) end
    return prompt
  end
  return prompt and L.fill_template(format("the system_prompt of agent '%s'", agent.name), prompt, turn.space)
end

-- What the user says in this turn. A model needs a word to answer: where the procedure gives none, there is a neutral one.
local function user_message(turn, options)
  if options.message then return options.message end
  local last = turn.memory[#turn.memory]
  if not last and turn.agent.initial_message then
    return L.fill_template(format("the initial_message of agent '%s'", turn.agent.name), turn.agent.initial_message, turn.space)
  end
  if not last or last.role == "system" then return "Begin." end
  if last.role == "assistant" then return "Continue." end
  return nil
end

-- Texts that models take are UTF-8; a file or a tool may have given anything.
local function wire_message(message)
  local content = L.clean_text(L.text_of(message.content))
  if message.role == "tool" then content = L.fenced("the tool " .. L.show(message.name or "?"), content) end
  return {role = message.role, content = content, name = message.role ~= "tool" and message.name or nil, tool_calls = message.tool_calls, tool_call_id = message.tool_call_id}
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

local function begin(agent, ...)
  local options, params = options_of(agent, ...)
  local what = format("the call of agent '%s'", agent.name)
  local context = options.context or agent.context
  local turn = {
    agent = agent, params = params, settings = {}, new = {}, calls = {}, usage = {input_tokens = 0, output_tokens = 0, total_tokens = 0, cached_tokens = 0},
    model_calls = 0, most = options.max_turns or L.most_turns(agent), conversation = agent.history.source == "shared" and "" or agent.name,
    model = L.model_id(options.model or agent.model, options.provider or (not options.model and agent.provider) or nil), base = {},
  }
  for _, key in ipairs(L.model_settings) do
    turn.settings[key] = options[key]
    if turn.settings[key] == nil then turn.settings[key] = agent.settings[key] end
  end
  turn.space = {params = params, context = L.context_values(context)}
  turn.offered, turn.order = L.resolve_tools(agent, L.tool_list_of(what, options.tools))
  turn.memory = remembered(turn)
  local view = L.context_view(context, turn)
  turn.memory, turn.before, turn.after = L.whole_calls(L.context_memory(view, turn.memory)), view.before, view.after
  turn.prompt = system_prompt(turn, options)
  local message = user_message(turn, options)
  if message then say(turn, {role = "user", content = message}) end
  return turn
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
  local turn = begin(agent, ...)
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
