-- Context {…}: what a model is shown around the conversation. Its messages are directives: system, user, assistant, context, history, template.
local native, G = ...
local L = native.language
local std = L.std
local type, format, rawget, rawlen, ipairs, sub, setmetatable, next, math_type =
  std.type, std.format, std.rawget, std.rawlen, std.ipairs, std.sub, std.setmetatable, std.next, std.math_type
local _ENV <const> = nil

local contexts = {}
local handles, directives = native.weak_keys(), native.weak_keys()

local KEYS = {name = "text", description = "string", policy = "table", messages = "table", packs = "table|string"}
local POLICY = {max_tokens = "count", pack_budget = "count"}
local OLDER_POLICY = {
  compactor = "a filter of message_history: a Compactor exists in Python only", input_budget = "max_tokens", pack_budget_tokens = "pack_budget",
}

local function wrong(message, mend) return L.raise("TAC1460", message, {mend = mend}) end

local META = {__metatable = "directive", __name = "directive", __newindex = function() L.raise("TAC1003", "a directive cannot be changed") end}

local function directive(fields)
  local handle = setmetatable({}, META)
  directives[handle] = fields
  return handle
end

local function text_of(name, text)
  if type(text) == "string" then return text end
  if directives[text] and directives[text].kind == "template" then return text end
  return wrong(format("%s needs a text, and got %s", name, L.type_name(text)), format('write %s("…")', name))
end

for _, role in ipairs {"system", "user", "assistant"} do
  G[role] = function(text) return directive({kind = "message", role = role, text = text_of(role, text)}) end
end

function G.history() return directive({kind = "history"}) end

-- A template with values of its own: {params.x} in it are those of `vars`.
function G.template(text, vars)
  if type(text) ~= "string" then wrong("template needs a text, and got " .. L.type_name(text)) end
  if vars ~= nil and (type(vars) ~= "table" or L.why_not_data(vars, "vars")) then wrong("the values of template must be a table of data") end
  return directive({kind = "template", text = text, vars = L.copy(vars)})
end

-- A pack of the context, with at most `budget` tokens of it.
function G.context(pack, budget)
  if type(budget) == "table" then budget = rawget(budget, "budget") or rawget(budget, "max_tokens") end
  if type(pack) ~= "string" or pack == "" then wrong("context needs the name of a pack, and got " .. L.type_name(pack)) end
  if budget ~= nil and math_type(budget) == nil then wrong("the budget of context must be a number of tokens, and is " .. L.type_name(budget)) end
  return directive({kind = "pack", pack = pack, budget = budget})
end

local function check_messages(what, list)
  local checked = {}
  if directives[list] then return {directives[list]} end
  for index = 1, rawlen(list) do
    local fields = directives[rawget(list, index)]
    if not fields then
      wrong(format("messages[%d] of %s is no directive", index, what),
        'write system("…"), user("…"), assistant("…"), context("pack"), history() or template("…")')
    end
    checked[index] = fields
  end
  if next(list) ~= nil and #checked == 0 then wrong(format("'messages' of %s must be a list of directives", what)) end
  return checked
end

-- Packs by name; a list of texts has its positions as names.
local function check_packs(what, packs)
  if type(packs) == "string" then return {packs = packs} end
  local checked = {}
  for key, value in next, packs or {} do
    if type(value) ~= "string" and type(value) ~= "function" and L.why_not_data(value, "pack") then
      wrong(format("pack %s of %s must be data or a function, and is %s", L.show(key), what, L.type_name(value)))
    end
    checked[type(key) == "number" and L.number_text(key) or key] = type(value) == "table" and L.copy(value) or value
  end
  return checked
end

local HANDLE = {__metatable = "context", __name = "context"}

function HANDLE.__newindex() L.raise("TAC1003", "a context cannot be changed after it was declared") end

local function declare(declaration)
  local name, file, line = L.name_of("Context", rawget(declaration, "name"))
  name = name or format("%s:%d", file or "?", line or 0)
  local what = format("Context '%s'", name)
  L.check_keys(what, declaration, KEYS)
  local policy, list = rawget(declaration, "policy") or {}, rawget(declaration, "messages")
  L.check_keys("'policy' of " .. what, policy, POLICY, OLDER_POLICY)
  local context = {
    name = name, file = file, line = line, policy = L.copy(policy), messages = list and check_messages(what, list),
    packs = check_packs(what, rawget(declaration, "packs")),
  }
  for _, fields in ipairs(context.messages or {}) do
    if fields.kind == "pack" and context.packs[fields.pack] == nil then
      wrong(format("%s has no pack %s%s", what, L.show(fields.pack), next(context.packs) ~= nil and L.did_you_mean(fields.pack, context.packs) or ""))
    end
  end
  L.register("Context", contexts, context)
  local handle = setmetatable({}, HANDLE)
  handles[handle], context.handle = context, handle
  return handle
end

G.Context = L.sealed("Context", {
  __call = function(_, ...)
    local first = ...
    if type(first) == "string" then return L.find_declared("Context", contexts, first).handle end
    return declare(L.declaration_of("Context", ...))
  end,
  __index = function(_, key) return L.raise("TAC1201", format("Context has no function %s", L.show(key))) end,
})

function L.contexts()
  local found = {}
  for name, context in next, contexts do found[name] = context end
  return found
end

-- What {context.x} reads: a plain table that was given as the context.
function L.context_values(context)
  if type(context) ~= "table" or handles[context] then return {} end
  local why = L.why_not_data(context, "context")
  if why then wrong(why) end
  return context
end

-- Text from outside, cut to a number of tokens, in its fence.
local function pack_message(context, name, budget)
  local value = context.packs[name]
  if type(value) == "function" then value = value() end
  local text = L.text_of(value)
  budget = budget or context.policy.pack_budget
  if budget and #text > budget * 4 then text = sub(text, 1, budget * 4 // 1 | 0) end
  return {role = "user", content = L.fenced(format("the context '%s'", name), text)}
end

local function filled(turn, what, text)
  local space = turn.space
  if directives[text] then
    local fields = directives[text]
    return L.fill_template(what, fields.text, {params = fields.vars or space.params, context = space.context})
  end
  return L.fill_template(what, text, space)
end

local function built(context, turn, fields)
  local what = format("a message of context '%s'", context.name)
  if fields.kind == "message" then return {role = fields.role, content = filled(turn, what, fields.text)} end
  if fields.kind == "template" then
    return {role = "user", content = L.fill_template(what, fields.text, {params = fields.vars or turn.space.params, context = turn.space.context})}
  end
  return pack_message(context, fields.pack, fields.budget)
end

-- What stands before and after the conversation, and whether the conversation stands between them.
function L.context_view(context, turn)
  local view = {before = {}, after = {}, remembers = true}
  if type(context) == "string" then
    view.before[1] = {role = "user", content = L.fenced("the context", context)}
    return view
  end
  local declared = handles[context]
  if not declared then return view end
  view.policy = declared.policy
  if not declared.messages then
    for _, name in ipairs(L.sorted_keys(declared.packs)) do view.before[#view.before + 1] = pack_message(declared, name) end
    return view
  end
  view.remembers = false
  for _, fields in ipairs(declared.messages) do
    if fields.kind == "history" then
      view.remembers = true
    else
      local list = view.remembers and view.after or view.before
      list[#list + 1] = built(declared, turn, fields)
    end
  end
  return view
end

-- The conversation cut to what the context's policy leaves room for.
function L.context_memory(view, memory)
  if not view.remembers then return {} end
  local most = view.policy and view.policy.max_tokens
  if not most then return memory end
  local left = most
  for _, part in ipairs {view.before, view.after} do
    for _, message in ipairs(part) do left = left - L.estimated_tokens(message) end
  end
  return L.message_slices.tail_tokens(memory, std.max(left, 0))
end
