-- Task {…} and IncludeTasks: named pieces of work of one file, run by name, each after those that it depends on and once in a run.
local native, G = ...
local L = native.language
local std = L.std
local type, format, rawget, rawlen, select, setmetatable, next, ipairs, gsub, concat =
  std.type, std.format, std.rawget, std.rawlen, std.select, std.setmetatable, std.next, std.ipairs, std.gsub, std.concat
local _ENV <const> = nil

-- Name -> task {name, entry, depends_on, children, file, line}; a child's name is "parent:child".
local tasks = {}
local handles = native.weak_keys()

local KEYS = {name = "text", description = "string", entry = "function", depends_on = "text|table", provides = "text|table", ["function"] = "function"}

local function wrong(message, mend) return L.raise("TAC1470", message, {mend = mend}) end

local META = {__metatable = "task", __name = "task", __newindex = function() L.raise("TAC1003", "a task cannot be changed after it was declared") end}

local function names_of(what, value)
  if value == nil then return {} end
  local list = (type(value) == "string" or handles[value]) and {value} or value
  local names = {}
  for index = 1, rawlen(list) do
    local one = rawget(list, index)
    if type(one) ~= "string" and not handles[one] then wrong(format("%s must be names of tasks, and holds %s", what, L.type_name(one))) end
    names[index] = one
  end
  return names
end

-- Gives a task its name, and its children theirs.
local function place(task, name)
  if task.name and tasks[task.name] == task then tasks[task.name] = nil end
  task.name = name
  L.register("Task", tasks, task)
  for _, key in ipairs(L.sorted_keys(task.children)) do place(task.children[key], name .. ":" .. key) end
end

local function declare(declaration, explicit)
  local name, file, line = L.name_of("Task", rawget(declaration, "name"), explicit)
  local what = name and format("Task '%s'", name) or "Task"
  local plain, children = {}, {}
  for key, value in next, declaration do
    if type(key) == "string" and handles[value] and not KEYS[key] then children[key] = handles[value] else plain[key] = value end
  end
  L.check_keys(what, plain, KEYS, {run = "entry", fn = "entry"}, true)
  local entry = rawget(plain, "entry") or rawget(plain, 1)
  if entry ~= nil and type(entry) ~= "function" then wrong(format("the entry of %s must be a function, and is %s", what, L.type_name(entry))) end
  if entry == nil and next(children) == nil then wrong(what .. " has no entry", "write Task { entry = function() … end }") end
  local task = {
    entry = entry, children = children, file = file, line = line, depends_on = names_of("'depends_on' of " .. what, rawget(plain, "depends_on")),
    provides = names_of("'provides' of " .. what, rawget(plain, "provides")),
  }
  local handle = setmetatable({}, META)
  handles[handle], task.handle = task, handle
  if name then place(task, name) end
  return handle
end

local function provider_of(name)
  for _, known in ipairs(L.sorted_keys(tasks)) do
    for _, provided in ipairs(tasks[known].provides) do
      if provided == name then return tasks[known] end
    end
  end
  return nil
end

local function found(task, wanted)
  if handles[wanted] then return handles[wanted] end
  local beside = task and task.name and gsub(task.name, "[^:]*$", "") .. wanted
  return (beside and tasks[beside]) or tasks[wanted] or provider_of(wanted) or L.find_declared("Task", tasks, wanted)
end

local done, outputs = {}, {}

-- `above` says for which tasks this one is run, the nearest first: {task, above}. It is each call's own: calls run side by side, and one that fails
-- leaves nothing behind.
local function check_circle(task, above)
  local path = task.name
  while above do
    path = above.task.name .. " -> " .. path
    if above.task == task then wrong(format("task '%s' depends on itself: %s", task.name, path), "take one of the dependencies out") end
    above = above.above
  end
end

local function run(task, input, above)
  if done[task] then return outputs[task] end
  check_circle(task, above)
  for _, wanted in ipairs(task.depends_on) do run(found(task, wanted), {}, {task = task, above = above}) end
  local output
  if task.entry then
    output = task.entry(input)
  else
    output = {tasks = L.as_list({})}
    for index, key in ipairs(L.sorted_keys(task.children)) do output.tasks[index] = task.children[key].name end
  end
  done[task], outputs[task] = true, output
  return output
end

local function call(task, ...)
  L.stop_describing()
  if select("#", ...) > 1 then wrong(format("task '%s' takes one table", task.name or "?")) end
  local input = ...
  return run(task, input == nil and {} or input)
end

function META.__call(self, ...) return call(handles[self], ...) end
function META.__index(self, key)
  if key == "name" then return handles[self].name end
  local child = handles[self].children[key]
  return child and child.handle or wrong(format("task '%s' has no task %s", handles[self].name or "?", L.show(key)))
end
function META.__tostring(self) return "task " .. (handles[self].name or "?") end

G.Task = L.sealed("Task", {
  __call = function(_, ...)
    local first = ...
    if type(first) == "string" and select("#", ...) == 1 then
      if tasks[first] then return tasks[first].handle end
      return L.sealed("task", {
        __call = function(_, ...)
          local declaration = ...
          if tasks[first] then return call(tasks[first], ...) end
          if type(declaration) ~= "table" then return L.find_declared("Task", tasks, first) end
          return declare(declaration, first)
        end,
        __index = function(_, key) return L.find_declared("Task", tasks, first).handle[key] end,
      })
    end
    return declare(L.declaration_of("Task", ...))
  end,
  __index = function(_, key) return L.raise("TAC1201", format("Task has no function %s", L.show(key))) end,
})

-- The tasks of another file, under the names ns:task. The file is a module that the host sends along.
function G.IncludeTasks(path, namespace)
  if type(path) ~= "string" or path == "" then wrong("IncludeTasks needs the path of a file, and got " .. L.type_name(path)) end
  if namespace ~= nil and (type(namespace) ~= "string" or namespace == "") then
    wrong("the namespace of IncludeTasks must be a text, and is " .. L.type_name(namespace))
  end
  local before = {}
  for name in next, tasks do before[name] = true end
  L.require_file(path)
  if not namespace then return end
  for _, name in ipairs(L.sorted_keys(tasks)) do
    local task = tasks[name]
    if task and not before[name] and task.name == name and not std.find(name, ":", 1, true) then place(task, namespace .. ":" .. name) end
  end
end

function L.task_names() return L.sorted_keys(tasks) end

-- The task to run as a procedure; nil when the file declares none, or none of that name. "" asks for the default one.
function L.choose_task(wanted)
  local task = tasks[wanted]
  if wanted == "" then
    local names = L.sorted_keys(tasks)
    if #names == 0 then return nil end
    task = tasks.run or (#names == 1 and tasks[names[1]]) or nil
    if not task then
      return wrong("the file declares several tasks and none is called 'run': " .. concat(names, ", "), "say which to run: tactus run FILE --procedure NAME")
    end
  end
  return task and {name = task.name, fn = function(input) return run(task, input) end, file = task.file, line = task.line}
end

-- The procedure or the task to run; nil for a script.
function L.choose_entry(wanted, returned)
  if wanted ~= "" and L.has_procedure(wanted) then return L.choose_procedure(wanted, returned) end
  local task = wanted ~= "" and L.choose_task(wanted) or nil
  if task then return task end
  local procedure = L.choose_procedure(wanted, returned)
  if procedure or L.script() or type(rawget(G, "main")) == "function" then return procedure end
  return L.choose_task("")
end
