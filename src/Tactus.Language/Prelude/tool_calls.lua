-- What is known of tool calls that were made: called, last_call and their siblings, by the name of the tool.
local native, G = ...
local L = native.language
local std = L.std
local type, format = std.type, std.format
local _ENV <const> = nil

-- Every call of the run, whatever procedure made it, for tests.
local all = {}

-- A call counts for its own name and, where a toolset shows the tool under another, for the tool's. `origin`: {tool, agent}.
function L.record_tool_call(name, arguments, result, origin)
  local call = {
    name = name, tool = origin and origin.tool or name, agent = origin and origin.agent,
    args = L.copy(arguments), result = L.loose_copy(result),
  }
  all[#all + 1] = call
  L.note({op = "call", call = call})
end

function L.tool_calls()
  local list = {}
  for index = 1, #all do list[index] = all[index] end
  return list
end

local NONE = {calls = {}, resets = {}}

local function is_of(call, name) return name == nil or call.name == name or call.tool == name end

-- The first call that still counts.
local function start_of(record, call)
  local resets = record.resets
  local after, here, tool = resets[""] or 0, resets[call.name] or 0, resets[call.tool] or 0
  return std.max(after, here, tool)
end

local function counts(record, index, name)
  local call = record.calls[index]
  return is_of(call, name) and index > start_of(record, call)
end

local function shown(call)
  return {name = call.name, args = L.copy(call.args), result = L.copy(call.result), agent = call.agent}
end

local function last(name)
  local record = L.frame.record or NONE
  for index = #record.calls, 1, -1 do
    if counts(record, index, name) then return record.calls[index] end
  end
  return nil
end

local function name_of(call, name)
  if type(name) == "table" and L.tool_name(name) then return L.tool_name(name) end
  if type(name) ~= "string" or name == "" then
    L.raise("TAC1201", format("Tool.%s needs the name of a tool, and got %s", call, name == "" and "an empty string" or L.type_name(name)))
  end
  return name
end

local calls = {}
L.tool_queries = calls

function calls.called(name) return last(name_of("called", name)) ~= nil end

function calls.last_call(name)
  local call = last(name_of("last_call", name))
  return call and shown(call)
end

function calls.last_result(name)
  local call = last(name_of("last_result", name))
  return call and L.copy(call.result)
end

function calls.get_call_count(name)
  if name ~= nil then name_of("get_call_count", name) end
  local record, count = L.frame.record or NONE, 0
  local wanted = name ~= nil and name_of("get_call_count", name) or nil
  for index = 1, #record.calls do
    if counts(record, index, wanted) then count = count + 1 end
  end
  return count
end

function calls.get_all_calls(name)
  local record, list = L.frame.record or NONE, L.as_list({})
  local wanted = name ~= nil and name_of("get_all_calls", name) or nil
  for index = 1, #record.calls do
    if counts(record, index, wanted) then list[#list + 1] = shown(record.calls[index]) end
  end
  return list
end

function calls.reset(name)
  L.note({op = "reset", name = name ~= nil and name_of("reset", name) or ""})
end

-- What a procedure's tools did counts for whoever called the procedure, too.
function L.adopt_calls(record)
  for _, call in std.ipairs(record and record.calls or {}) do L.note({op = "call", call = call}) end
end
