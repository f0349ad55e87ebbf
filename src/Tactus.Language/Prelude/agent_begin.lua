-- What a turn of an agent begins with: the options of the call, the conversation that the model is shown, the prompt and the user's word.
local native, G = ...
local L = native.language
local std = L.std
local type, format, rawlen, select, ipairs, next = std.type, std.format, std.rawlen, std.select, std.ipairs, std.next
local _ENV <const> = nil

local OVERRIDES = {
  message = "string", tools = "table", model = "text", provider = "text", temperature = "number", max_tokens = "count", top_p = "number",
  stop = "text|table", seed = "number", options = "table", tool_choice = "text", max_turns = "count", system_prompt = "string|function",
  context = "table|string",
}

-- What a turn was given, sorted into what the language knows and what templates may read as {params.x}.
local function options_of(agent, ...)
  local what, given = format("agent '%s'", agent.name), ...
  local mend = format('write %s{message = "…"}', agent.name)
  if select("#", ...) > 1 then L.raise("TAC1421", format("%s takes one value, and got %d", what, select("#", ...)), {mend = mend}) end
  if given == nil then given = {} end
  if type(given) == "string" then given = {message = given} end
  if L.is_result(given) then given = {message = L.text_of(given.output)} end
  if type(given) ~= "table" or L.is_null(given) or rawlen(given) > 0 then
    L.raise("TAC1421", format("%s takes a text or a table with names, and got %s", what, L.type_name(given)), {mend = mend})
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

-- A turn before its first model call: {agent, params, settings, new, memory, before, after, prompt, offered, order, …}.
function L.begin_turn(agent, ...)
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
  if message then turn.new[1] = {role = "user", content = message} end
  return turn
end
