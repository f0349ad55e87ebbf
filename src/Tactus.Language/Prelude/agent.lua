-- Agent {…}: a model with a prompt, tools and a memory. Here is what may be declared; agent_turn.lua runs it.
local native, G = ...
local L = native.language
local std = L.std
local type, format, rawget, select, find, sub, match, setmetatable, next, rawlen, ipairs =
  std.type, std.format, std.rawget, std.select, std.find, std.sub, std.match, std.setmetatable, std.next, std.rawlen, std.ipairs
local _ENV <const> = nil

-- Name -> agent.
local agents = {}
-- What Agent {…} returned -> its agent.
local handles = native.weak_keys()
local defaults = {max_turns = 50}

local KEYS = {
  name = "text", description = "string", model = "text|table", provider = "text", system_prompt = "string|function", initial_message = "string",
  tools = "table", inline_tools = "table", input = "table", output = "table", temperature = "number", max_tokens = "count", top_p = "number",
  stop = "text|table", seed = "number", options = "table", tool_choice = "text", max_turns = "count", message_history = "table", retry = "table",
  response = "table", context = "table|string", disable_streaming = "boolean", model_type = "text", module = "text", template_mode = "text",
}
-- What only some providers have; it may stand in `options`, too.
local OPTIONS = {reasoning_effort = "text", frequency_penalty = "number", presence_penalty = "number", top_k = "number", parallel_tool_calls = "boolean"}
for key, wanted in next, OPTIONS do KEYS[key] = wanted end
local OLDER = {
  toolsets = "tools: a toolset stands in the list like a tool", session = "message_history = {source = \"own\"}", prompt = "system_prompt",
  schema = "output", output_schema = "output", input_schema = "input", parameters = "input", max_iterations = "max_turns",
}
-- The settings of a model call that an agent has and a turn may override.
local SETTINGS = {"temperature", "max_tokens", "top_p", "stop", "seed", "options", "tool_choice"}
L.model_settings = SETTINGS

local function wrong(message, mend) return L.raise("TAC1416", message, {mend = mend}) end

local function range(what, key, value, least, most)
  if value ~= nil and (value < least or value > most) then
    wrong(format("'%s' of %s must be between %s and %s, and is %s", key, what, L.number_text(least), L.number_text(most), L.number_text(value)))
  end
end

-- Holds the settings of a declaration or of one turn against their ranges.
function L.check_settings(what, settings)
  range(what, "temperature", settings.temperature, 0, 2)
  range(what, "top_p", settings.top_p, 0, 1)
  if type(settings.stop) == "table" then
    for index = 1, rawlen(settings.stop) do
      if type(settings.stop[index]) ~= "string" then wrong(format("'stop' of %s must be a text or a list of them", what)) end
    end
  end
  if settings.options then
    local why = L.why_not_data(settings.options, "options")
    if why then wrong(format("%s of %s", why, what)) end
  end
end

local HISTORY_KEYS = {source = "text", filter = "any"}
local SOURCES = {own = true, shared = true, none = true}

local function history_of(what, value)
  if value == nil then return {source = "own"} end
  local where = "'message_history' of " .. what
  L.check_keys(where, value, HISTORY_KEYS)
  local source = rawget(value, "source") or "own"
  if not SOURCES[source] then wrong(format("'source' of %s cannot be %s%s", where, L.show(source), L.did_you_mean(source, SOURCES))) end
  return {source = source, filter = L.filter_of(where, rawget(value, "filter"))}
end

local function settings_of(declaration)
  local settings = {}
  for _, key in ipairs(SETTINGS) do settings[key] = rawget(declaration, key) end
  for _, key in ipairs(L.sorted_keys(OPTIONS)) do
    local value = rawget(declaration, key)
    if value ~= nil then
      settings.options = L.copy(settings.options or {})
      settings.options[key] = value
    end
  end
  return settings
end

local function output_of(what, value)
  if value == nil then return nil end
  if L.is_one_field(value) then return {single = L.schema_of(value, what)} end
  return {fields = L.fields_of(value, what)}
end

local MODEL_KEYS = {
  name = "text", provider = "text", temperature = "number", max_tokens = "count", top_p = "number", stop = "text|table", seed = "number",
  model_type = "text", tool_choice = "text", options = "table",
}

-- What only some providers have stands beside the other settings: {name = "gpt-5", reasoning_effort = "high"}. The broker knows which there are.
local function model_table(what, model)
  local known, options = {}, nil
  for key, value in next, model do
    if MODEL_KEYS[key] or type(key) ~= "string" then
      known[key] = value
    else
      options = options or L.copy(rawget(model, "options") or {})
      options[match(key, "^openai_(.+)$") or key] = value
    end
  end
  L.check_keys(what, known, MODEL_KEYS)
  if options then known.options = options end
  return known
end

-- The model's name and provider; its settings may stand beside its name: model = {name = "gpt-4o", temperature = 0}.
local function model_of(what, declaration, settings)
  local model, provider = rawget(declaration, "model"), rawget(declaration, "provider")
  if type(model) ~= "table" then return model, provider end
  model = model_table("'model' of " .. what, model)
  for _, key in ipairs(SETTINGS) do
    if settings[key] == nil then settings[key] = rawget(model, key) end
  end
  return rawget(model, "name"), provider or rawget(model, "provider")
end

local function read(what, declaration)
  L.check_keys(what, declaration, KEYS, OLDER)
  local input, output, settings = rawget(declaration, "input"), rawget(declaration, "output"), settings_of(declaration)
  local model, provider = model_of(what, declaration, settings)
  local agent = {
    model = model, provider = provider, system_prompt = rawget(declaration, "system_prompt"),
    initial_message = rawget(declaration, "initial_message"), context = rawget(declaration, "context"), max_turns = rawget(declaration, "max_turns"),
    input = input and L.fields_of(input, "'input' of " .. what), output = output_of("'output' of " .. what, output),
    settings = settings, stream = not rawget(declaration, "disable_streaming"),
    history = history_of(what, rawget(declaration, "message_history")), retry = L.retry_of(what, rawget(declaration, "retry"), rawget(declaration, "response")),
  }
  L.check_settings(what, agent.settings)
  agent.tools = L.tool_list_of(what, rawget(declaration, "tools"))
  agent.inline = L.inline_tools_of(what, rawget(declaration, "inline_tools"))
  return agent
end

-- The id of the model as the broker is asked for it; empty for the one that the configuration names.
function L.model_id(model, provider)
  model = model or defaults.model
  if not model then return "" end
  provider = provider or (not find(model, "/", 1, true) and defaults.provider) or nil
  if provider and sub(model, 1, #provider + 1) ~= provider .. "/" then return provider .. "/" .. model end
  return model
end

function L.most_turns(agent) return agent.max_turns or defaults.max_turns end

local META = {__metatable = "agent", __name = "agent"}

local FIELDS = {
  name = function(agent) return agent.name end,
  output = function(agent) return L.copy(L.agent_record(agent.name).output) end,
  turns = function(agent) return L.agent_record(agent.name).turns end,
  history = function(agent) return L.conversation(agent.name) end,
}

function META.__index(self, key)
  local agent = handles[self]
  local field = FIELDS[key]
  if field then return field(agent) end
  if key == "turn" then
    L.raise("TAC1006", format("%s.turn() is an older spelling", agent.name), {mend = format("write %s() or %s({message = …})", agent.name, agent.name)})
  end
  return L.raise("TAC1201", format("an agent has no %s%s", L.show(key), L.did_you_mean(key, FIELDS)))
end

function META.__call(self, ...) return L.call_agent(handles[self], ...) end
function META.__tostring(self) return "agent " .. handles[self].name end
function META.__newindex() L.raise("TAC1003", "an agent cannot be changed after it was declared") end

local function declare(declaration, explicit)
  local name, file, line, private = L.name_of("Agent", rawget(declaration, "name"), explicit)
  -- One that stands in no variable is told apart by its place.
  name = name or format("%s:%d", file or "?", line or 0)
  local agent = read(format("Agent '%s'", name), declaration)
  agent.name, agent.file, agent.line, agent.private = name, file, line, private
  if L.register("Agent", agents, agent) and L.frame.record then L.note({op = "forget", agent = agent.name}) end
  local handle = setmetatable({}, META)
  handles[handle] = agent
  agent.handle = handle
  return handle
end

function L.agents()
  local found = {}
  for name, agent in next, agents do found[name] = agent end
  return found
end

-- Agent("name"): the agent of that name; followed by a declaration, the agent of that name is declared.
local function named(name)
  if agents[name] then return agents[name].handle end
  return L.sealed("agent", {
    __call = function(_, ...)
      if agents[name] then return L.call_agent(agents[name], ...) end
      local first = ...
      if type(first) ~= "table" or rawget(first, "message") ~= nil then return L.find_declared("Agent", agents, name) end
      return declare(first, name)
    end,
    __index = function(_, key) return L.find_declared("Agent", agents, name).handle[key] end,
  })
end

G.Agent = L.sealed("Agent", {
  __call = function(_, ...)
    local first = ...
    if type(first) == "string" and select("#", ...) == 1 then return named(first) end
    if type(first) == "string" then
      L.raise("TAC1006", format('Agent("%s", {…}) is an older spelling', first), {mend = format("write %s = Agent {…}", first)})
    end
    return declare(L.declaration_of("Agent", ...))
  end,
  __index = function(_, key) return L.raise("TAC1201", format("Agent has no function %s", L.show(key))) end,
})

local function setting(name, key, check, a)
  G[name] = function(value)
    if not check(value) then L.raise("TAC1201", format("%s takes %s, and got %s", name, a, L.show(value))) end
    defaults[key] = value
  end
end

local function is_text(value) return type(value) == "string" and value ~= "" end

setting("default_provider", "provider", is_text, "a text")
setting("default_model", "model", is_text, "a text")
setting("max_turns", "max_turns", function(value) return std.math_type(value) == "integer" and value > 0 end, "a whole number above 0")
