-- Step.checkpoint and checkpoint: run a function once and record what it returned, what it raised and what it changed.
--
-- What the procedure sees always comes from the record, live as on replay: a returned table is a copy, an error is raised anew, and
-- state holds the recorded values. So the first execution can do nothing that a replay could not repeat.
local native, G = ...
local L = native.language
local std = L.std
local type, pcall, tostring, format, error, setmetatable = std.type, std.pcall, std.tostring, std.format, std.error, std.setmetatable
local co_create, co_resume, co_status, co_close = std.co_create, std.co_resume, std.co_status, std.co_close
local new_identities, swap_identities = native.new_identities, native.swap_identities
local collect = native.collect
local _ENV <const> = nil

-- An error as data, so that a replay raises the same one.
local function error_record(raised)
  local fields = L.error_fields(raised)
  if fields then return {error = fields} end
  if raised == nil then return {raised = L.null} end
  if not L.why_not_data(raised, "error") then return {raised = raised} end
  local ok, text = pcall(tostring, raised)
  return {raised = ok and text or "an error that is no data"}
end

local function left_half_done()
  local file, line = L.place()
  return error_record(L.new_error("TAC1203", "coroutine.yield inside a checkpoint would leave it half done",
    {mend = "return the value from the checkpoint and yield after it", file = file, line = line}))
end

local function still_running()
  local file, line = L.place()
  return error_record(L.new_error("TAC1210", "what was started inside a checkpoint still runs at its end, and was cancelled",
    {mend = "wait for it inside the checkpoint: Procedure.wait(handle)", file = file, line = line}))
end

-- The frame inside, with a record of calls and conversations that notes what changes: where other branches of the procedure may change
-- it meanwhile, the checkpoint sees a copy of its own, so that what is recorded as its change is its own alone.
local function own_frame(frame)
  if frame.users == 1 then return frame end
  return {
    values = L.copy(frame.values), fields = frame.fields, turns = frame.turns, users = 1, input = frame.input, input_fields = frame.input_fields,
  }
end

-- Runs the function in a coroutine of its own, so that a coroutine.yield in it is seen: it would leave the checkpoint half done, and a
-- replay, which does not enter the function, could not repeat that. Returns the record, the state, the iterations,
-- and what agents and tools did.
local function run(fn, branch, salt)
  -- All that may need memory comes before the switch of the branch, which must never be left half done.
  local thread, parent, outer_scope, outer, scope = co_create(fn), L.branch, L.scope, L.frame, {}
  local frame, before, turns = own_frame(outer), outer.record, outer.turns
  local inside = L.fork_record(before)
  local random, names = L.enter_random(salt), new_identities((salt & 0x7fffff | 0x800000) << 24)
  L.branch, L.scope, L.frame, frame.record = branch, scope, frame, inside
  names = swap_identities(names)
  local ok, value = co_resume(thread)
  -- Before anything else: what a failed one's stack holds may be all the memory there is, and the record needs some.
  if value == "not enough memory" then
    co_close(thread)
    collect()
  end
  local yielded = co_status(thread) == "suspended"
  if yielded then co_close(thread) end
  local fine, running = pcall(L.end_scope, scope)
  L.branch, L.scope, L.frame = parent, outer_scope, outer
  local counted = frame.turns
  if frame == outer then outer.turns, outer.record = turns, before end
  swap_identities(names)
  L.leave_random(random)
  local notes = #inside.notes > 0 and inside.notes or nil
  if yielded then return left_half_done(), frame.values, counted, notes end
  if not ok then return error_record(value), frame.values, counted, notes end
  if not fine then return error_record(running), frame.values, counted, notes end
  if running then return still_running(), frame.values, counted, notes end
  return {value = value}, frame.values, counted, notes
end

local function apply(record, turns, entered)
  local changes = record.changes
  if changes then
    L.apply_state(changes.state, changes.removed)
    if changes.iterations then L.add_iterations(changes.iterations - turns) end
    L.apply_notes(changes.agents, entered)
  end
  if record.error then error(L.new_error(record.error.code, record.error.message, record.error), 0) end
  if record.raised ~= nil then
    local raised = record.raised
    if L.is_null(raised) then raised = nil end
    error(raised, 0)
  end
  local value = record.value
  if L.is_null(value) then return nil end
  return value
end

-- An answer's values, or its error raised at the line of the call.
local function settle(file, line, ok, first, second, third, fourth, fifth)
  if ok then return first, second, third end
  return L.raise(first, second, {kind = third, retryable = fourth, mend = fifth, file = file, line = line})
end

-- Runs the function and records what came of it.
local function enter(name, fn, salt, branch, file, line)
  local record, values, turns, notes = run(fn, branch, salt)
  L.flush()
  return L.resumed(L.request("checkpoint.end", branch, name, record, values, turns, notes or L.null, file, line))
end

local function checkpoint(name, fn)
  L.stop_describing()
  L.flush()
  local file, line = L.place()
  local turns = L.frame.turns
  local salt, branch, given_up =
    settle(file, line, L.request("checkpoint", L.branch, name, L.frame.values, turns, file, line))
  local ok, record, second, third, fourth, fifth
  if branch then
    ok, record, second, third, fourth, fifth = enter(name, fn, salt, branch, file, line)
  else
    if given_up then L.stand_still() end
    ok, record, second, third, fourth, fifth = L.resumed(L.request("checkpoint.repeat", L.branch, name, file, line))
  end
  L.pass_random(salt)
  record = settle(file, line, ok, record, second, third, fourth, fifth)
  if branch then L.forget_checkpoints(branch) end
  L.note_checkpoint(L.branch, name, record)
  return apply(record, turns, branch ~= nil)
end

local function arguments(what, name, fn)
  if fn == nil then name, fn = "", name end
  if type(name) ~= "string" then
    L.raise("TAC1201", format("the name of %s must be a string, and is %s", what, L.type_name(name)))
  end
  L.check_name(what, name)
  if type(fn) ~= "function" then
    L.raise("TAC1201", format("%s needs a function, and got %s", what, L.type_name(fn)), {mend = what .. "(function() … end)"})
  end
  return name, fn
end

function G.checkpoint(name, fn)
  return checkpoint(arguments("checkpoint", name, fn))
end

G.Step = setmetatable({
  checkpoint = function(name, fn) return checkpoint(arguments("Step.checkpoint", name, fn)) end,
}, {
  __metatable = "Step",
  __call = function(_, ...)
    L.load_parts()
    L.declare_step(...)
  end,
})
