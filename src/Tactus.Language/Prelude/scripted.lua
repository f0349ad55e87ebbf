-- What steps ask of the parts that agents, tools and mocks keep: one place, so that steps.lua knows none of them.
local native, G = ...
local L = native.language
local std = L.std
local ipairs, format, lower = std.ipairs, std.format, std.lower
local _ENV <const> = nil

-- Agent -> the turn that steps have scripted so far.
local turns = {}

-- The name that a step means: the one it says, or the only one that differs from it by capitals alone.
local function meant(known, name)
  if not name or known[name] then return name end
  local found, count = name, 0
  for _, other in ipairs(L.sorted_keys(known)) do
    if lower(other) == lower(name) then found, count = other, count + 1 end
  end
  return count == 1 and found or name
end

-- The agent that a step means.
function L.meant_agent(name) return meant(L.agents(), name) end

-- Adds to an agent's scripted turn: every step about the same agent adds to one turn, its tool calls in the order of the steps.
function L.script_agent(name, part)
  name = L.meant_agent(name)
  local turn = turns[name] or {}
  turns[name] = turn
  if part.message ~= nil then turn.message = part.message end
  if part.data ~= nil then turn.data = part.data end
  for _, call in ipairs(part.tool_calls or {}) do
    turn.tool_calls = turn.tool_calls or {}
    turn.tool_calls[#turn.tool_calls + 1] = call
  end
  L.set_mock(name, turn)
end

-- What a person said in a test, until an agent takes it for its first message.
local first_message
function L.set_first_message(text) first_message = text end

function L.take_first_message()
  local text = first_message
  first_message = nil
  return text
end

-- Raises when a step names an agent or a model that the file does not declare.
function L.check_step_name(kind, arguments)
  local known = (kind == "agent_turn" and L.agents()) or (kind == "model_predicts" and L.models())
  local name = arguments and arguments.name
  if not known or not name or known[meant(known, name)] then return end
  local what = kind == "agent_turn" and "agent" or "model"
  L.raise("TAC1508", format("there is no %s '%s'%s", what, name, L.did_you_mean(name, known)))
end

-- The calls of tools, and those of host tools by Host.call.
function L.all_calls()
  local list = L.tool_calls()
  for _, call in ipairs(L.host_calls()) do list[#list + 1] = call end
  return list
end

-- Name, arguments and caller of every tool call, for the report.
function L.called_tools()
  local list = L.as_list({})
  for index, call in ipairs(L.all_calls()) do list[index] = {name = call.name, args = L.loose_copy(call.args or {}), agent = call.agent} end
  return list
end

-- The messages that an agent saw in its last turn; of every agent where no name is given.
function L.agent_messages(name)
  if name then return L.last_agent_context(L.meant_agent(name)) or {} end
  local all = {}
  for _, agent in ipairs(L.sorted_keys(L.agents())) do
    for _, message in ipairs(L.last_agent_context(agent) or {}) do all[#all + 1] = message end
  end
  return all
end
