-- Parallel {…}: runs functions side by side and returns their results by key; the first error cancels the rest.
local native, G = ...
local L = native.language
local std = L.std
local type, next, ipairs, format, error = std.type, std.next, std.ipairs, std.format, std.error
local pcall = std.pcall
local _ENV <const> = nil

local function check(branches)
  if type(branches) ~= "table" or L.is_null(branches) then
    L.raise("TAC1201", "Parallel takes a table of functions, and got " .. L.type_name(branches), {mend = "write Parallel { a = function() … end }"})
  end
  local keys = {}
  for key, fn in next, branches do
    if type(key) ~= "string" and type(key) ~= "number" then
      L.raise("TAC1201", "a key of Parallel must be a text or a number, and is " .. L.type_name(key))
    end
    if type(fn) ~= "function" then
      L.raise("TAC1201", format("Parallel takes functions, and %s is %s", L.join_path("branches", key), L.type_name(fn)),
        {mend = "wrap the call: function() return … end"})
    end
    if type(key) == "string" then L.check_name("Parallel", key) end
    keys[#keys + 1] = key
  end
  std.sort(keys, function(left, right)
    if type(left) ~= type(right) then return type(left) == "number" end
    return left < right
  end)
  return keys
end

local function open(key, fn, failed)
  local task = L.task()
  return L.open_task({label = "branch", name = type(key) == "number" and L.number_text(key) or key, frame = L.frame, depth = task.depth, failed = failed}, fn)
end

local function parallel(branches)
  local keys = check(branches)
  L.stop_describing()
  local opened, failure, failed_opening = {}, nil, nil
  -- Called by the branch that failed, before its own end is recorded: the others stop as early as they can.
  local function failed(task)
    if failure then return end
    failure = task
    for _, other in ipairs(opened) do
      if other ~= task then L.cancel(other) end
    end
  end
  local rest, problem = pcall(function()
    for _, key in ipairs(keys) do
      if failure then return end
      opened[#opened + 1] = open(key, branches[key], failed)
    end
  end)
  if not rest then
    failed_opening = {problem}
    for _, other in ipairs(opened) do L.cancel(other) end
  elseif failure then
    for _, other in ipairs(opened) do
      if other ~= failure then L.cancel(other) end
    end
  end
  L.wait_until("Parallel", function()
    for _, task in ipairs(opened) do
      if not task.done then return false end
    end
    return true
  end)
  for _, task in ipairs(opened) do L.see_end(task) end
  if failure then error(failure.value, 0) end
  if failed_opening then error(failed_opening[1], 0) end
  local results = {}
  for index, key in ipairs(keys) do
    local task = opened[index]
    if task.cancelled then L.raise("TAC1215", format("branch '%s' of Parallel was cancelled", task.name), {kind = "cancelled"}) end
    if not task.ok then error(task.value, 0) end
    results[key] = task.value
  end
  return results
end

G.Parallel, L.parallel = parallel, parallel
