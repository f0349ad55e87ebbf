-- Tasks: the lines of execution of one run, and the one loop that resumes them.
--
-- A task runs until it asks for something. While nobody else could run, its request goes to the host and the answer comes straight back. Otherwise
-- the request is only begun; when every task waits, the loop takes the next answer, in the order in which the host numbers them, and resumes the
-- task that asked. So tasks switch at effects alone, and a replay, which hands the same answers over in the same order, repeats every switch.
-- Waits for other tasks are settled here and never reach the host.
local native, G = ...
local L = native.language
local std = L.std
local ipairs, next, unpack, select, pcall, tostring = std.ipairs, std.next, std.unpack, std.select, std.pcall, std.tostring
local co_create = std.co_create
local EFFECT, raw_resume, raw_yield = native.EFFECT, native.raw_resume, native.raw_yield
local effect, adopt_main, clock, move_clock = native.effect, native.adopt_main, native.clock, native.move_clock
local swap_identities = native.swap_identities
local remove, sort = G.table.remove, std.sort
local null, list_mark = L.null, L.list_mark
local _ENV <const> = nil

-- A task: {thread, home, branch, home_frame, frame, base, scope, random, clock, parent, children, depth}; `home`, `home_frame` and `base` are the
-- branch, the frame and the checkpoint that it was opened with or inside of. `cancelled`: it gets no further. `closing`: its own code is over.
-- `done`: its branch has ended, or nobody waits for its end any more.
local main = {home = 1, branch = 1, frame = L.frame, children = {}, depth = 0}
local current = main

-- Tasks to resume, with the values to resume them with, first come first served.
local ready, first, last = {}, 1, 0
-- Tasks whose effect is begun, by the branch that asked, and how many of them may still get an answer.
local under_way, in_flight = {}, 0
-- Tasks that wait for others, in the order in which they began to.
local waiting = {}
local parked = 0

-- Effects that only wait. Nothing happens outside while they do, so a task that is cancelled in one is not awaited.
local ONLY_WAITS = {sleep = true, ["human.ask"] = true, ["run.defer"] = true, ["run.await"] = true}
-- What is asked beside the effects; the host answers at once.
local ASIDE = {["tactus.emit"] = true, ["tactus.output_limit"] = true, ["tactus.branch"] = true, checkpoint = true}

-- The names of objects that the running task uses: those outside of checkpoints, or those of the one that it is in.
function L.identities()
  local book = swap_identities(nil)
  swap_identities(book)
  return book
end

-- The running task.
function L.task() return current end

local function switch(task)
  if task == current then return end
  current.branch, current.frame, current.scope, current.clock = L.branch, L.frame, L.scope, clock()
  current.random, current.identities = L.swap_random(task.random), swap_identities(task.identities)
  L.branch, L.frame, L.scope = task.branch, task.frame, task.scope
  move_clock(task.clock)
  current = task
end

local function push(task, ...)
  last = last + 1
  ready[last] = {task, select("#", ...), ...}
end

local function forget(list, item)
  for index = 1, #list do
    if list[index] == item then
      remove(list, index)
      return true
    end
  end
  return false
end

-- Resumes, in the order in which they began to wait, those whose wait is over.
local function wake()
  local index = 1
  while index <= #waiting do
    local task = waiting[index]
    if task.is_over() then
      remove(waiting, index)
      task.is_over = nil
      push(task)
    else
      index = index + 1
    end
  end
end

local function has_children(task)
  return next(task.children) ~= nil
end

-- Whether a task has children that a replay would find: those opened inside a checkpoint that it never finished are not among them.
local function has_lasting_children(task)
  for child in next, task.children do
    if child.base == task.base then return true end
  end
  return false
end

-- The end of a task for everybody else.
local leave
function leave(task)
  if task.done then return end
  task.done = true
  local parent = task.parent
  if not parent then return end
  parent.children[task] = nil
  task.home_frame.users = task.home_frame.users - 1
  if parent.abandoned and not has_lasting_children(parent) then leave(parent) end
end

local OPS = {}

-- The live children of a task in the order in which they were opened; those inside a checkpoint alone when `base` names one.
local function children_of(task, base)
  local list = {}
  for child in next, task.children do
    if base == nil or child.base == base then list[#list + 1] = child end
  end
  sort(list, function(a, b) return a.home < b.home end)
  return list
end

-- Cancels children and waits until their effects are answered and their branches ended.
local function end_children(task, base)
  local list = children_of(task, base)
  if #list == 0 then return end
  for _, child in ipairs(list) do effect("Procedure.cancel", OPS.cancel, child) end
  effect("Procedure.wait", OPS.wait, function()
    for _, child in ipairs(list) do
      if not child.done then return false end
    end
    return true
  end)
end

local function text_of(raised)
  local ok, text = pcall(tostring, raised)
  return ok and text or "an error that cannot be shown"
end

-- What the task leaves in the journal, for whoever reads it.
local function record_of(task)
  if task.cancelled then return {cancelled = true} end
  if task.ok then return {value = task.value} end
  return {error = L.error_fields(task.value) or {message = text_of(task.value)}}
end

-- The last that the task's branch asks.
local function end_branch(task)
  L.flush()
  local ok, code, message, kind, retryable, mend = L.request("branch.end", task.home, record_of(task), task.file, task.line)
  L.forget_checkpoints(task.home)
  if not ok and task.ok then
    task.ok, task.value = false, L.new_error(code, message, {kind = kind, retryable = retryable, mend = mend, file = task.file, line = task.line})
  end
end

local function close(task)
  task.closing = true
  end_children(task)
  end_branch(task)
end

-- Ends a cancelled task that neither runs nor has an effect under way.
local function stop(task)
  task.closing = true
  forget(waiting, task)
  task.is_over = nil
  if task == current then switch(main) end
  task.branch, task.scope = task.home, task.base
  task.thread = co_create(function() close(task) end)
  push(task)
end

-- From here on nobody waits for the task, whatever it does until its branch ends.
local function give_up(task)
  task.abandoned = true
  if not has_lasting_children(task) then leave(task) end
  wake()
end

-- Nobody waits for the wait that the task is in.
local function abandon(task)
  raw_yield(EFFECT, "tactus.abandon", null, list_mark, task.asks_on)
  if task.parked then parked, task.parked = parked - 1, false end
  give_up(task)
end

-- Whether a task stands in a checkpoint of its own, or a replay has it stand before one that it will never finish.
local function is_in_checkpoint(task)
  local branch = task.branch
  if task == current then branch = L.branch end
  return task.still or branch ~= task.home
end

local cancel
function cancel(task)
  if task.cancelled or task.closing or task == main then return end
  task.cancelled = true
  for _, child in ipairs(children_of(task)) do cancel(child) end
  -- A replay does not enter that checkpoint and cannot tell what its function was doing, so nobody may wait for that. The host does: an
  -- effect that is under way is answered and recorded all the same. A checkpoint around both cannot end before that, so there it is awaited.
  if not task.base and is_in_checkpoint(task) then give_up(task) end
  if under_way[task.asks_on] == task then
    if ONLY_WAITS[task.asks] then abandon(task) end
  elseif task ~= current then
    for index = first, last do
      -- It was about to run and is stopped in place of that.
      if ready[index] and ready[index][1] == task then ready[index] = false end
    end
    stop(task)
  end
end

local function ended(task, ok, value)
  if task == main then
    main.done, main.ok, main.value = true, ok, value
    return
  end
  if not ok then task.ok, task.value = false, value end
  task.thread = nil
  if not task.done then leave(task) end
  task.clock = clock()
  wake()
end

local interpret

-- A request was begun, or it was answered at once after all.
local function begun(task, ...)
  if select("#", ...) ~= 1 then return interpret(task, raw_resume(task.thread, ...)) end
  local handle = ...
  task.asks_on = handle
  under_way[handle] = task
  in_flight = in_flight + 1
end

-- What a task did when it was resumed: it ended, or it asked for something.
function interpret(task, ok, mark, kind, op, ...)
  if not ok or mark ~= EFFECT then return ended(task, ok, mark) end
  if in_flight == 0 and last < first and not task.cancelled and not OPS[op] then
    -- Nobody else could run or be answered: the common case, and the shortest way.
    return interpret(task, raw_resume(task.thread, raw_yield(EFFECT, kind, op, ...)))
  end
  if ASIDE[kind] then return interpret(task, raw_resume(task.thread, raw_yield(EFFECT, kind, op, ...))) end
  if task.cancelled and not task.closing then return stop(task) end
  local handler = OPS[op]
  if handler then return handler(task, ...) end
  task.asks = kind
  raw_yield(EFFECT, "tactus.begin")
  return begun(task, raw_yield(EFFECT, kind, op, ...))
end

-- Waits until is_over() says so.
local function wait(task, is_over)
  if is_over() then return interpret(task, raw_resume(task.thread)) end
  task.is_over = is_over
  waiting[#waiting + 1] = task
end

-- The operations of the loop are known by marks that no procedure can hold.
function OPS.wait() end
function OPS.cancel() end
function OPS.continue() end
local WAIT, CANCEL, CONTINUE = OPS.wait, OPS.cancel, OPS.continue

OPS[WAIT] = wait
OPS[CANCEL] = function(task, target)
  cancel(target)
  if task.cancelled and not task.closing then return stop(task) end
  return interpret(task, raw_resume(task.thread))
end
OPS[CONTINUE] = function(_, value)
  main.done, main.ok, main.value, main.continued = true, true, value, true
end

local function delivered(handle, ...)
  if handle == nil then
    if parked > 0 then raw_yield(EFFECT, "tactus.suspend") end
    -- Nobody can ever wake these: the first learns it.
    local task = remove(waiting, 1)
    task.is_over = nil
    return push(task, true)
  end
  local task = under_way[handle]
  in_flight = in_flight - 1
  if (...) == "parked" then
    if not task.done then parked, task.parked = parked + 1, true end
    return
  end
  under_way[handle], task.asks_on = nil, nil
  if task.cancelled and not task.closing then return stop(task) end
  switch(task)
  return interpret(task, raw_resume(task.thread, ...))
end

-- Runs user code as the main task until it ends: true and its first value, or false and what it raised; and its thread.
function L.run_main(fn, ...)
  local thread = co_create(function(...)
    adopt_main()
    return fn(...)
  end)
  main.thread, main.done = thread, false
  switch(main)
  interpret(main, raw_resume(thread, ...))
  while not main.done do
    if first > last then
      delivered(raw_yield(EFFECT, "tactus.next", null, list_mark))
    else
      local entry = ready[first]
      ready[first] = nil
      first = first + 1
      if entry then
        local task = entry[1]
        switch(task)
        interpret(task, raw_resume(task.thread, unpack(entry, 3, 2 + entry[2])))
      end
    end
  end
  switch(main)
  return main.ok, main.value, thread
end

-- True when the main procedure ended with Procedure.continue_as_new.
function L.is_continued() return main.continued end

function L.continue_main(value) effect("Procedure.continue_as_new", CONTINUE, value) end

-- Ends what still runs when the main procedure is over.
function L.end_tasks()
  if not has_children(main) then return true, nil, nil end
  return L.run_main(end_children, main)
end

-- Ends what was opened inside a checkpoint and still runs; whether there was anything.
function L.end_scope(scope)
  local found = false
  for child in next, current.children do
    if child.base == scope then found = true end
  end
  if found then end_children(current, scope) end
  return found
end

-- Cancels a task; it may take until its effect is answered.
function L.cancel(task) effect("Procedure.cancel", CANCEL, task) end

-- Looks again who waits for something that is over now.
L.wake = wake

-- Waits until is_over() says so; it is asked again whenever a task ends.
function L.wait_until(what, is_over)
  local stuck = L.resumed(effect(what, WAIT, is_over))
  local now = clock()
  if stuck then
    L.raise("TAC1213", what .. " would wait for ever: every task of the run waits for another one",
      {mend = "let no task wait for one that waits for it"})
  end
  return now
end

local function never() return false end

-- A replay comes to a checkpoint inside of which this task was cancelled: it gets no further.
function L.stand_still()
  current.still = true
  effect("Step.checkpoint", WAIT, never)
end

-- The clock of the running task is at least that of a task whose end it has seen.
function L.see_end(task)
  if task.clock and task.clock > clock() then move_clock(task.clock) end
end

-- Opens a branch and a task in it that runs fn(...). `spec`: {label, name, input, frame, depth, failed}; `failed` is called when fn raises.
function L.open_task(spec, fn, ...)
  L.share_random()
  L.perform("branch.open", spec.name, {label = spec.label, input = spec.input})
  local _, salt, handle = L.request("tactus.branch", L.branch, spec.label)
  local file, line = L.place()
  local task = {
    home = handle, branch = handle, frame = spec.frame, home_frame = spec.frame, scope = L.scope, base = L.scope, random = L.new_random(salt), clock = clock(),
    identities = L.identities(), parent = current, children = {}, depth = spec.depth, file = file, line = line, name = spec.name,
    label = spec.label, messages = spec.messages,
  }
  task.frame.users = task.frame.users + 1
  current.children[task] = true
  task.thread = co_create(function(...)
    adopt_main()
    L.restart_random()
    local ok, value = pcall(fn, ...)
    task.ok, task.value = ok, value
    if task.cancelled then return close(task) end
    task.closing = true
    if not ok and spec.failed then spec.failed(task) end
    return close(task)
  end)
  push(task, ...)
  return task
end
