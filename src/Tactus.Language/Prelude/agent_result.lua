-- What a turn of an agent returns: plain data, and functions that look at it.
local native, G = ...
local L = native.language
local std = L.std
local setmetatable, rawget, rawequal, next, ipairs, type = std.setmetatable, std.rawget, std.rawequal, std.next, std.ipairs, std.type
local _ENV <const> = nil

-- Result -> {new, all, cost, model}.
local details = native.weak_keys()

local function shown(messages)
  local list = L.as_list({})
  for index, message in ipairs(messages) do list[index] = L.copy(message) end
  return list
end

local METHODS = {
  cost = function(detail) return {total_cost = detail.cost or 0, known = detail.cost ~= nil, model = detail.model} end,
  new_messages = function(detail) return shown(detail.new) end,
  all_messages = function(detail) return shown(detail.all) end,
}

local META = {__metatable = "result", __name = "result"}

-- Other words for what the result says.
local WORDS = {text = "message", content = "message", data = "output"}

function META.__index(self, key)
  if WORDS[key] then return rawget(self, WORDS[key]) end
  local method = METHODS[key]
  if not method then return nil end
  return function() return method(details[self]) end
end

function META.__tostring(self) return L.text_of(rawget(self, "output")) end

function META.__concat(left, right)
  local function text(value) return type(value) == "table" and details[value] and META.__tostring(value) or L.text_of(value) end
  return text(left) .. text(right)
end

local function usage_of(usage)
  return {
    input_tokens = usage.input_tokens, output_tokens = usage.output_tokens, total_tokens = usage.total_tokens, cached_tokens = usage.cached_tokens,
    prompt_tokens = usage.input_tokens, completion_tokens = usage.output_tokens,
  }
end

-- The result of a turn that is over.
function L.agent_result(turn)
  L.add_used(turn.usage, turn.cost)
  local calls = L.as_list({})
  for index, call in ipairs(turn.calls) do
    calls[index] = {id = call.id, name = call.name, args = L.copy(call.arguments), result = L.copy(call.result), error = call.error}
  end
  local result = setmetatable({
    output = L.copy(turn.output), value = L.copy(turn.output), message = turn.text, response = turn.text, usage = usage_of(turn.usage), tool_calls = calls,
    finish_reason = turn.finish_reason, model_calls = turn.model_calls,
  }, META)
  details[result] = {new = turn.new, all = turn.all, cost = turn.cost, model = turn.model}
  return result
end

-- A value that leaves the procedure with what its turns said in place of their results: {text = planner("Go")} holds a text.
local function with_outputs(value, seen)
  if type(value) ~= "table" or L.is_null(value) then return value end
  if details[value] then return rawget(value, "output") end
  if seen[value] then return seen[value] end
  seen[value] = value
  local changed
  for key, item in next, value do
    local plain = with_outputs(item, seen)
    if not rawequal(plain, item) then
      changed = changed or {}
      changed[key] = plain
    end
  end
  if not changed then return value end
  local copy = {}
  for key, item in next, value do
    if changed[key] == nil then copy[key] = item else copy[key] = changed[key] end
  end
  seen[value] = copy
  return copy
end

function L.with_outputs(value) return with_outputs(value, {}) end

function L.is_result(value) return type(value) == "table" and details[value] ~= nil end
