-- Procedure.run, .spawn and what is done with a running sub-procedure; and the calls that end, start or await whole runs.
local native, G = ...
local L = native.language
local std = L.std
local type, ipairs, format, setmetatable, error, rawget = std.type, std.ipairs, std.format, std.setmetatable, std.error, std.rawget
local math_type, select, match = std.math_type, std.select, std.match
local _ENV <const> = nil

local calls = L.procedure_calls
-- The deepest nesting of procedures that call each other; the first one called from the main procedure has depth 1.
local deepest = 5
-- What spawn returned -> its task.
local tasks = native.weak_keys()

local function wrong(message, mend) return L.raise("TAC1201", message, {mend = mend}) end

local function status_of(task)
  if task.cancelled then return "cancelled" end
  if not task.done then return "running" end
  return task.ok and "succeeded" or "failed"
end

local HANDLE = {
  __metatable = "running procedure",
  __name = "running procedure",
  __tostring = function(self) return format("procedure '%s' (%s)", tasks[self].name, status_of(tasks[self])) end,
}

local function task_of(what, handle)
  local task = type(handle) == "table" and tasks[handle]
  return task or wrong(format("%s needs what Procedure.spawn returned, and got %s", what, L.type_name(handle)))
end

-- A checkpoint is not entered again on replay, so nothing that it does to tasks outside could be repeated.
local function outside_of_checkpoint(what, task)
  if task.base ~= L.scope then
    L.raise("TAC1211", what .. " inside a checkpoint cannot reach a procedure that runs outside of it",
      {mend = "call it before or after the checkpoint"})
  end
end

-- Runs in the task's own coroutine: what it raises is the task's failure.
local function body(entry, input)
  local place = {file = entry.file, line = entry.line}
  L.declare_state(entry.state)
  L.set_input(entry.input, input)
  local result = L.check_output(entry.output, entry.fn(input), place)
  local why = L.why_not_data(result, "output")
  if why then L.raise("TAC1104", why, {mend = "return numbers, strings, booleans and tables of them", file = place.file, line = place.line}) end
  return L.copy(result)
end

local function spawn(entry, arguments)
  local depth = L.task().depth + 1
  if depth > deepest then
    L.raise("TAC1212", format("procedure '%s' would be the %dth inside one another; the most is %d", entry.name, depth, deepest),
      {mend = "check that the recursion ends, or raise max_depth(n)"})
  end
  local input = L.check_input(entry.input, arguments, false)
  local task = L.open_task({
    label = "procedure", name = entry.name, input = input, depth = depth, frame = {values = {}, fields = {}, turns = 0, users = 0}, messages = {},
  }, body, entry, L.copy(input))
  return task
end

local function ended(task)
  return function() return task.done end
end

-- What a task that has ended gives to whoever waits for it.
local function result_of(task)
  L.see_end(task)
  -- What its agents called counts here from now on. A task from outside of the checkpoint that waits is left to a wait outside.
  if task.base == L.scope and not task.adopted and not task.cancelled then
    task.adopted = true
    if L.adopt_calls then L.adopt_calls(task.home_frame.record) end
  end
  if task.cancelled then
    L.raise("TAC1215", format("procedure '%s' was cancelled", task.name), {kind = "cancelled"})
  end
  if not task.ok then error(task.value, 0) end
  return task.value
end

local function run(entry, arguments)
  L.stop_describing()
  local task = spawn(entry, arguments)
  L.wait_until("Procedure.run", ended(task))
  return result_of(task)
end

-- What calling a procedure's variable does.
function L.call_procedure(entry, ...)
  if select("#", ...) > 1 then
    wrong(format("'%s' takes one table, and got %d values", entry.name, select("#", ...)), format("write %s {…}", entry.name))
  end
  return run(entry, (...))
end

function calls.run(name, arguments) return run(L.find_procedure(name), arguments) end

function calls.spawn(name, arguments)
  L.stop_describing()
  local task = spawn(L.find_procedure(name), arguments)
  local handle = setmetatable({}, HANDLE)
  tasks[handle] = task
  return handle
end

local function sleep(seconds) L.perform("sleep", "", {seconds = seconds}) end

local function timeout_of(timeout)
  if timeout ~= nil and (not math_type(timeout) or timeout ~= timeout or timeout < 0) then
    wrong("the timeout of Procedure.wait must be a number of seconds, and is " .. L.show(timeout))
  end
  return timeout
end

function calls.wait(handle, timeout)
  local task = task_of("Procedure.wait", handle)
  if timeout_of(timeout) == nil or task.done then
    L.wait_until("Procedure.wait", ended(task))
    return result_of(task)
  end
  local passed = false
  local timer = L.open_task({label = "branch", name = "timeout", depth = L.task().depth, frame = L.frame}, function()
    sleep(timeout)
    passed = true
    L.wake()
  end)
  L.wait_until("Procedure.wait", function() return task.done or passed or timer.done end)
  if task.done then
    L.cancel(timer)
    return result_of(task)
  end
  L.see_end(timer)
  if timer.ok == false then error(timer.value, 0) end
  return L.raise("TAC1214", format("procedure '%s' did not end within %s s", task.name, L.number_text(timeout)),
    {kind = "timeout", retryable = true, mend = "wait longer, or Procedure.cancel it"})
end

local function list_of(what, list)
  if type(list) ~= "table" or std.rawlen(list) == 0 then wrong(what .. " needs a list of what Procedure.spawn returned") end
  local found = {}
  for index = 1, std.rawlen(list) do found[index] = task_of(what, rawget(list, index)) end
  return found
end

-- The handle of the first one to end, and its output.
function calls.wait_any(list)
  local waited = list_of("Procedure.wait_any", list)
  local winner
  L.wait_until("Procedure.wait_any", function()
    for index, task in ipairs(waited) do
      if task.done then
        winner = index
        return true
      end
    end
    return false
  end)
  return rawget(list, winner), result_of(waited[winner])
end

-- The outputs in the order of the list; the error of the first in the list that has one.
function calls.wait_all(list)
  local waited = list_of("Procedure.wait_all", list)
  L.wait_until("Procedure.wait_all", function()
    for _, task in ipairs(waited) do
      if not task.done then return false end
    end
    return true
  end)
  local outputs = L.as_list({})
  for index, task in ipairs(waited) do
    local output = result_of(task)
    outputs[index] = output == nil and L.null or output
  end
  return outputs
end

function calls.status(handle) return status_of(task_of("Procedure.status", handle)) end

function calls.cancel(handle)
  local task = task_of("Procedure.cancel", handle)
  outside_of_checkpoint("Procedure.cancel", task)
  local running = status_of(task) == "running"
  L.cancel(task)
  return running and task.cancelled == true
end

function calls.inject(handle, message)
  local task = task_of("Procedure.inject", handle)
  outside_of_checkpoint("Procedure.inject", task)
  local why = L.why_not_data(message, "message")
  if message == nil then why = "Procedure.inject needs a message" end
  if why then wrong(why) end
  if status_of(task) ~= "running" then return false end
  task.messages[#task.messages + 1] = L.copy(message)
  return true
end

-- The messages that were injected into the running procedure and not read yet, oldest first.
function calls.messages()
  local task = L.task()
  while task.label == "branch" do task = task.parent end
  if task.base ~= L.scope then
    L.raise("TAC1211", "Procedure.messages inside a checkpoint would read what a replay then reads again", {mend = "read them before the checkpoint"})
  end
  local list = L.as_list(task.messages or {})
  task.messages = {}
  return list
end

function G.max_depth(depth)
  if math_type(depth) ~= "integer" or depth < 1 then wrong("max_depth needs an integer of at least 1, and got " .. L.show(depth)) end
  deepest = depth
end

function calls.continue_as_new(arguments)
  L.stop_describing()
  local task = L.task()
  if task.parent or L.scope then
    L.raise("TAC1216", "Procedure.continue_as_new ends the whole run, and works in the main procedure alone, outside of checkpoints",
      {mend = "return what the main procedure needs, and call it there"})
  end
  if arguments == nil then arguments = {} end
  if type(arguments) ~= "table" or L.is_null(arguments) or std.rawlen(arguments) > 0 then
    wrong("Procedure.continue_as_new needs the next run's input as a table with names, and got " .. L.type_name(arguments))
  end
  local why = L.why_not_data(arguments, "input")
  if why then wrong(why) end
  L.continue_main(L.copy(arguments))
end

local function table_of(what, value)
  if type(value) ~= "table" or L.is_null(value) then wrong(format("%s needs a table, and got %s", what, L.type_name(value))) end
  return value
end

-- Checks that a request has exactly the keys it should.
local function check_keys(what, request, known)
  for _, key in ipairs(L.keys_in_order(request)) do
    if not known[key] then wrong(format("%s has no key %s%s", what, L.show(key), L.did_you_mean(key, known))) end
  end
end

local function text_of(what, key, value)
  if type(value) ~= "string" or value == "" then wrong(format("'%s' of %s must be a text, and is %s", key, what, L.show(value))) end
  return value
end

function calls.start(name, arguments)
  text_of("Procedure.start", "procedure", name)
  L.check_name("Procedure.start", name)
  if arguments == nil then arguments = {} end
  table_of("Procedure.start", arguments)
  return L.perform("run.start", name, {procedure = name, input = arguments})
end

function calls.await_children(request)
  local what = "Procedure.await_children"
  check_keys(what, table_of(what, request), {children = true, mode = true})
  local children, mode = rawget(request, "children"), rawget(request, "mode")
  if mode == nil then mode = "all" end
  if mode ~= "all" and mode ~= "any" then wrong("'mode' of " .. what .. " must be 'all' or 'any', and is " .. L.show(mode)) end
  if type(children) ~= "table" or std.rawlen(children) == 0 then wrong("'children' of " .. what .. " must be a list of what Procedure.start returned") end
  local list = {}
  for index = 1, std.rawlen(children) do
    local child = rawget(children, index)
    local id = type(child) == "table" and rawget(child, "id") or child
    list[index] = {id = text_of(what, format("children[%d].id", index), id)}
  end
  return L.perform("run.await", "", {children = list, mode = mode})
end

local TIME = "^%d%d%d%d%-%d%d%-%d%dT%d%d:%d%d"

local function has_zone(text)
  return match(text, "Z$") or match(text, "[+-]%d%d:?%d%d$")
end

function calls.defer(request)
  local what = "Procedure.defer"
  check_keys(what, table_of(what, request), {key = true, resume_at = true, reason = true})
  local key = text_of(what, "key", rawget(request, "key"))
  L.check_name(what, key)
  local resume_at = text_of(what, "resume_at", rawget(request, "resume_at"))
  if not match(resume_at, TIME) or not has_zone(resume_at) then
    wrong("'resume_at' of Procedure.defer must be a time with its zone, and is " .. L.show(resume_at), "write 2026-01-31T08:00:00Z")
  end
  local reason = text_of(what, "reason", rawget(request, "reason"))
  return L.perform("run.defer", key, {key = key, resume_at = resume_at, reason = reason})
end
