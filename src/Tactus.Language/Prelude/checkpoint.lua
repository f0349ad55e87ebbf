-- Step.checkpoint and checkpoint: run a function once and record what it returned, what it raised and what it changed.
--
-- What the procedure sees always comes from the record, live as on replay: a returned table is a copy, an error is raised anew, and
-- state holds the recorded values. So the first execution can do nothing that a replay could not repeat.
local native, G = ...
local L = native.language
local std = L.std
local type, pcall, tostring, format, error, setmetatable = std.type, std.pcall, std.tostring, std.format, std.error, std.setmetatable
local co_create, co_resume, co_status, co_close = std.co_create, std.co_resume, std.co_status, std.co_close
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

-- Runs the function in a coroutine of its own, so that a coroutine.yield in it is seen: it would leave the checkpoint half done, and a
-- replay, which does not enter the function, could not repeat that.
local function run(fn, branch, salt)
  -- All that may need memory comes before the switch of the branch, which must never be left half done.
  local thread, parent, random = co_create(fn), L.branch, L.enter_random(salt)
  L.branch = branch
  local ok, value = co_resume(thread)
  local yielded = co_status(thread) == "suspended"
  if yielded then co_close(thread) end
  L.branch = parent
  L.leave_random(salt, random)
  if yielded then
    local file, line = L.place()
    return error_record(L.new_error("TAC1203", "coroutine.yield inside a checkpoint would leave it half done",
      {mend = "return the value from the checkpoint and yield after it", file = file, line = line}))
  end
  if not ok then return error_record(value) end
  return {value = value}
end

local function apply(record)
  local changes = record.changes
  if changes then
    L.apply_state(changes.state, changes.removed)
    if changes.iterations then L.set_iterations(changes.iterations) end
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

local function checkpoint(name, fn)
  L.stop_describing()
  L.flush()
  local file, line = L.place()
  local salt, branch, recorded =
    settle(file, line, L.request("checkpoint", L.branch, name, L.state_values(), L.iterations()))
  if not branch then
    L.leave_random(salt)
    L.note_checkpoint(L.branch, name, recorded)
    return apply(recorded)
  end
  local record = run(fn, branch, salt)
  L.flush()
  recorded = settle(file, line, L.request("checkpoint.end", branch, name, record, L.state_values(), L.iterations(), file, line))
  L.forget_checkpoints(branch)
  L.note_checkpoint(L.branch, name, recorded)
  return apply(recorded)
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
  __call = function() L.not_built("Step(\"text\", fn)") end,
})
