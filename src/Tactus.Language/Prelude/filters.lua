-- filters.*: which messages of a conversation a model is shown.
local native, G = ...
local L = native.language
local std = L.std
local type, format, ipairs, math_type, tointeger, setmetatable = std.type, std.format, std.ipairs, std.math_type, std.tointeger, std.setmetatable
local max, rawget, unpack = std.max, std.rawget, std.unpack
local _ENV <const> = nil

-- Handle -> function of a list of messages.
local filters = native.weak_keys()
local META = {__metatable = "filter", __name = "filter", __newindex = function() L.raise("TAC1003", "a filter cannot be changed") end}

local function filter(fn)
  local handle = setmetatable({}, META)
  filters[handle] = fn
  return handle
end

function META.__call(self, messages) return L.as_list(filters[self](messages)) end

-- A message's tokens, for want of the model's own count: four bytes each, and four for what stands around it.
function L.estimated_tokens(message) return (#L.text_of(message.content) + 3) // 4 + 4 end

local tokens = L.estimated_tokens

local function slice(messages, first, last)
  local list = {}
  for index = max(first, 1), last < #messages and last or #messages do list[#list + 1] = messages[index] end
  return list
end

local function head(messages, count) return slice(messages, 1, count) end
local function tail(messages, count) return slice(messages, #messages - count + 1, #messages) end

-- As many of the first messages as fit.
local function head_tokens(messages, budget)
  local count, used = 0, 0
  while count < #messages and used + tokens(messages[count + 1]) <= budget do
    count = count + 1
    used = used + tokens(messages[count])
  end
  return head(messages, count)
end

local function tail_tokens(messages, budget)
  local count, used = 0, 0
  while count < #messages and used + tokens(messages[#messages - count]) <= budget do
    used = used + tokens(messages[#messages - count])
    count = count + 1
  end
  return tail(messages, count)
end

L.message_slices = {head = head, tail = tail, head_tokens = head_tokens, tail_tokens = tail_tokens, slice = slice}

-- The system messages at the beginning.
local function system_prefix(messages)
  local count = 0
  while count < #messages and messages[count + 1].role == "system" do count = count + 1 end
  return head(messages, count)
end

L.system_prefix = system_prefix

function L.check_count(call, value, least)
  local count = math_type(value) and tointeger(value)
  if not count or count < (least or 0) then
    L.raise("TAC1451", format("%s needs a whole number of %d or more, and got %s", call, least or 0, L.show(value)))
  end
  return count
end

local ROLES = {system = true, user = true, assistant = true, tool = true}
L.message_roles = ROLES

local function counted(name, fn)
  return function(count)
    L.check_count("filters." .. name, count)
    return filter(function(messages) return fn(messages, count) end)
  end
end

local function by_role(...)
  local wanted, first = {}, ...
  local list = type(first) == "table" and first or {...}
  for _, role in ipairs(list) do
    if not ROLES[role] then L.raise("TAC1451", format("filters.by_role: there is no role %s%s", L.show(role), L.did_you_mean(role, ROLES))) end
    wanted[role] = true
  end
  if #list == 0 then L.raise("TAC1451", "filters.by_role needs a role") end
  return filter(function(messages)
    local kept = {}
    for _, message in ipairs(messages) do
      if wanted[message.role] then kept[#kept + 1] = message end
    end
    return kept
  end)
end

-- Name -> what makes the filter.
local MAKERS = {}

local function opened(where, value)
  if filters[value] then return filters[value] end
  if type(value) == "function" then return value end
  -- {"last_n", 10} is filters.last_n(10).
  local maker = type(value) == "table" and not L.is_null(value) and MAKERS[rawget(value, 1)]
  if maker then return filters[maker(unpack(value, 2))] end
  return L.raise("TAC1451", format("%s must be a filter, and is %s", where, L.type_name(value)), {mend = "write filters.last_n(10), or a function of the messages"})
end

-- One filter after the other.
local function compose(...)
  local parts, first = {}, ...
  local list = type(first) == "table" and not filters[first] and not MAKERS[rawget(first, 1)] and first or {...}
  for index, part in ipairs(list) do parts[index] = opened(format("argument %d of filters.compose", index), part) end
  return filter(function(messages)
    for _, part in ipairs(parts) do messages = part(messages) end
    return messages
  end)
end

MAKERS.last_n, MAKERS.first_n, MAKERS.token_budget = counted("last_n", tail), counted("first_n", head), counted("token_budget", tail_tokens)
MAKERS.head_tokens, MAKERS.tail_tokens, MAKERS.by_role = counted("head_tokens", head_tokens), counted("tail_tokens", tail_tokens), by_role
MAKERS.system_prefix, MAKERS.compose = function() return filter(system_prefix) end, compose

G.filters = L.sealed("filters", {
  __index = function(_, key)
    return MAKERS[key] or L.raise("TAC1451", format("there is no filters.%s%s", L.tostring(key), L.did_you_mean(key, MAKERS)))
  end,
})

-- The filter of a message_history, as a function; nil for none.
function L.filter_of(where, value)
  if value == nil then return nil end
  return opened(format("'filter' of %s", where), value)
end

local function answered(messages, index)
  local wanted = {}
  for _, call in ipairs(messages[index].tool_calls) do wanted[call.id] = true end
  while messages[index + 1] and messages[index + 1].role == "tool" do
    index = index + 1
    wanted[messages[index].tool_call_id or ""] = nil
  end
  return std.next(wanted) == nil
end

-- A model refuses a conversation in which a call has no answer or an answer no call. A filter may have cut between them: what lost its other half goes.
function L.whole_calls(messages)
  local kept, calls = {}, {}
  for index, message in ipairs(messages) do
    if message.role == "assistant" and message.tool_calls then
      calls = {}
      if answered(messages, index) then
        for _, call in ipairs(message.tool_calls) do calls[call.id] = true end
        kept[#kept + 1] = message
      elseif message.content and message.content ~= "" then
        kept[#kept + 1] = {role = "assistant", content = message.content}
      end
    elseif message.role ~= "tool" or calls[message.tool_call_id or ""] then
      kept[#kept + 1] = message
    end
  end
  return kept
end
