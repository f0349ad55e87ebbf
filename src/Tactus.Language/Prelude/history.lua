-- MessageHistory.*: the conversation that agents share, and the same functions for one agent's own: agent.history.
local native, G = ...
local L = native.language
local std = L.std
local type, format, ipairs, rawget, rawlen = std.type, std.format, std.ipairs, std.rawget, std.rawlen
local _ENV <const> = nil

local CODE = "TAC1450"
local slices = L.message_slices
local KEYS = {role = "text", content = "any", name = "text", id = "text", tool_calls = "table", tool_call_id = "text", metadata = "table"}

-- A message as it is kept, checked and copied.
local function message_of(call, value)
  if type(value) ~= "table" or L.is_null(value) then
    L.raise(CODE, format("%s needs a message, and got %s", call, L.type_name(value)), {mend = 'write {role = "user", content = "…"}'})
  end
  L.check_keys(call, value, KEYS)
  local role = rawget(value, "role")
  if not L.message_roles[role] then
    L.raise(CODE, format("'role' of a message must be one of assistant, system, tool, user, and is %s", L.show(role)))
  end
  local why = L.why_not_data(value, "message")
  if why then L.raise(CODE, why) end
  local copy = L.copy(value)
  copy.content = L.text_of(copy.content)
  return copy
end

function L.Message(value) return message_of("Message", value) end

local function shown(messages)
  local list = L.as_list({})
  for index, message in ipairs(messages) do list[index] = L.copy(message) end
  return list
end

local KEEP = {system_prefix = true, system_all = true, none = true}

local function kept(messages, keep)
  if keep == "none" then return {} end
  if keep == "system_prefix" then return L.system_prefix(messages) end
  local list = {}
  for _, message in ipairs(messages) do
    if message.role == "system" then list[#list + 1] = message end
  end
  return list
end

-- The place of a mark: its position in the list of messages, or an error.
local function mark_of(call, messages, where)
  for index = #messages, 1, -1 do
    if messages[index].id == where then return index end
  end
  return L.raise(CODE, format("%s finds no message %s", call, L.show(where)))
end

-- The functions for the conversation of a name.
function L.conversation(name)
  local prefix = name == "" and "MessageHistory." or "history."
  local functions = {}
  local function messages() return L.history(name) end
  local function replace(list) L.note({op = "replace", to = name, messages = list}) end
  local function counted(call, fn, changes)
    return function(count)
      local list = fn(messages(), L.check_count(prefix .. call, count))
      if not changes then return shown(list) end
      replace(list)
    end
  end
  function functions.append(value)
    L.note({op = "say", to = name, messages = {message_of(prefix .. "append", value)}})
  end
  function functions.inject_system(text)
    if type(text) ~= "string" then L.raise(CODE, prefix .. "inject_system needs a text, and got " .. L.type_name(text)) end
    L.note({op = "say", to = name, messages = {{role = "system", content = text}}})
  end
  function functions.clear() replace({}) end
  function functions.get() return shown(messages()) end
  function functions.replace(list)
    if type(list) ~= "table" or L.is_null(list) then L.raise(CODE, prefix .. "replace needs a list of messages, and got " .. L.type_name(list)) end
    local copies = {}
    for index = 1, rawlen(list) do copies[index] = message_of(prefix .. "replace", rawget(list, index)) end
    replace(copies)
  end
  function functions.reset(options)
    local keep = "system_prefix"
    if options ~= nil then
      if type(options) ~= "table" then L.raise(CODE, prefix .. 'reset takes {keep = "system_prefix"}, and got ' .. L.type_name(options)) end
      L.check_keys(prefix .. "reset", options, {keep = "text"})
      keep = rawget(options, "keep") or keep
    end
    if not KEEP[keep] then L.raise(CODE, format("'keep' of %sreset cannot be %s%s", prefix, L.show(keep), L.did_you_mean(keep, KEEP))) end
    replace(kept(messages(), keep))
  end
  functions.head, functions.tail = counted("head", slices.head), counted("tail", slices.tail)
  functions.tail_tokens = counted("tail_tokens", slices.tail_tokens)
  functions.keep_head, functions.keep_tail = counted("keep_head", slices.head, true), counted("keep_tail", slices.tail, true)
  functions.keep_tail_tokens = counted("keep_tail_tokens", slices.tail_tokens, true)
  function functions.slice(range)
    if type(range) ~= "table" then L.raise(CODE, prefix .. "slice needs {start, stop}, and got " .. L.type_name(range)) end
    local first, last = rawget(range, "start"), rawget(range, "stop")
    if first == nil then first = rawget(range, 1) or 1 end
    if last == nil then last = rawget(range, 2) or #messages() end
    return shown(slices.slice(messages(), L.check_count(prefix .. "slice", first, 1), L.check_count(prefix .. "slice", last)))
  end
  function functions.rewind(count)
    local list = messages()
    replace(slices.head(list, #list - L.check_count(prefix .. "rewind", count)))
  end
  -- A mark is a message's id: the last message gets one, so that what follows can be taken back.
  function functions.checkpoint(id)
    local list = messages()
    if #list == 0 then L.raise(CODE, prefix .. "checkpoint needs a message to stand at, and there is none") end
    if id == nil then id = list[#list].id or format("m%d", #list) end
    if type(id) ~= "string" or id == "" then L.raise(CODE, prefix .. "checkpoint takes a name, and got " .. L.type_name(id)) end
    local copies = slices.head(list, #list - 1)
    local marked = L.copy(list[#list])
    marked.id = id
    copies[#copies + 1] = marked
    replace(copies)
    return id
  end
  function functions.rewind_to(where)
    local list = messages()
    replace(slices.head(list, mark_of(prefix .. "rewind_to", list, where)))
  end
  return L.sealed(name == "" and "MessageHistory" or "history", {
    __index = function(_, key)
      return functions[key] or L.raise("TAC1201", format("%s%s is no function%s", prefix, L.tostring(key), L.did_you_mean(key, functions)))
    end,
    __pairs = function() return std.next, functions, nil end,
  })
end

G.MessageHistory = L.conversation("")
