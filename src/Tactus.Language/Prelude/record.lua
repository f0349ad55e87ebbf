-- What agents and tools leave behind in a procedure: tool calls, conversations, turns, the wish to stop.
--
-- It is changed by operations alone, and each is data. A checkpoint notes those made inside of it; a replay, which does not enter its function,
-- applies them. So calls and conversations come out the same, live as on replay.
local native, G = ...
local L = native.language
local std = L.std
local ipairs, next = std.ipairs, std.next
local _ENV <const> = nil

-- The record of the running procedure: {calls, resets, histories, agents, described, stop, notes}. `notes` are the operations of the checkpoint
-- that is open, or nil.
local function new_record()
  return {calls = {}, resets = {}, histories = {}, agents = {}, described = {}}
end

function L.record()
  local frame = L.frame
  local record = frame.record
  if not record then
    record = new_record()
    frame.record = record
  end
  return record
end

local function copied(list)
  local copy = {}
  for key, item in next, list do copy[key] = item end
  return copy
end

-- The record that a checkpoint works on. Calls and messages themselves are never changed, so lists of them are enough.
function L.fork_record(outer)
  local record = new_record()
  record.notes = {}
  if not outer then return record end
  record.calls, record.resets, record.described, record.stop = copied(outer.calls), copied(outer.resets), copied(outer.described), outer.stop
  for name, messages in next, outer.histories do record.histories[name] = copied(messages) end
  for name, agent in next, outer.agents do record.agents[name] = copied(agent) end
  return record
end

-- The conversation of a name; "" is the one that agents share.
local function history(record, name)
  local messages = record.histories[name]
  if not messages then
    messages = {}
    record.histories[name] = messages
  end
  return messages
end

local function agent(record, name)
  local found = record.agents[name]
  if not found then
    found = {turns = 0}
    record.agents[name] = found
  end
  return found
end

local APPLY = {}

function APPLY.call(record, note)
  record.calls[#record.calls + 1] = note.call
  if note.call.tool == "done" then
    local arguments = note.call.args
    record.stop = {reason = arguments.reason, success = arguments.success}
  end
end

-- Calls before the reset no longer count, for one tool or, under "", for all.
function APPLY.reset(record, note) record.resets[note.name] = #record.calls end

function APPLY.say(record, note)
  local messages = history(record, note.to)
  for _, message in ipairs(note.messages) do messages[#messages + 1] = message end
end

function APPLY.replace(record, note) record.histories[note.to] = copied(note.messages) end

function APPLY.turn(record, note)
  local found = agent(record, note.agent)
  found.turns = found.turns + 1
end

function APPLY.output(record, note) agent(record, note.agent).output = note.output end

function APPLY.forget(record, note)
  record.histories[note.agent], record.agents[note.agent] = nil, nil
end

function APPLY.described(record, note) record.described[note.key] = note.value end

-- Makes one change. `note` = {op, …}; what it holds belongs to the record from here on.
function L.note(note)
  local record = L.record()
  APPLY[note.op](record, note)
  if record.notes then record.notes[#record.notes + 1] = note end
end

-- How often each mock has answered in the whole run.
local mocked = {}

function APPLY.mocked(_, note) mocked[note.name] = L.mocked(note.name) + 1 end

function L.mocked(name) return mocked[name] or 0 end

-- Makes the changes that a checkpoint noted. Where its function was entered, what counts for the whole run has been counted.
function L.apply_notes(notes, entered)
  for _, note in ipairs(notes or {}) do
    if note.op ~= "mocked" or not entered then
      L.note(note)
    elseif L.record().notes then
      local outer = L.record().notes
      outer[#outer + 1] = note
    end
  end
end

-- The messages of a conversation as they stand; not to be changed.
function L.history(name)
  local frame_record = L.frame.record
  return frame_record and frame_record.histories[name] or {}
end

function L.agent_record(name)
  local frame_record = L.frame.record
  return frame_record and frame_record.agents[name] or {turns = 0}
end
