-- The driver: loads the file, runs what it declares and tells the host how it ended. It returns a status and the output, or a status
-- and a table {code, message, file, line, traceback, kind, mend}.
local native, G = ...
local L = native.language
local std = L.std
local type, rawget, pcall, match, tonumber = std.type, std.rawget, std.pcall, std.match, std.tonumber
local ipairs, setmetatable = std.ipairs, std.setmetatable
local load_main, describe = native.load_main, native.describe
local whole_name, without_prelude_position = native.whole_name, native.without_prelude_position
local _ENV <const> = nil

local MEMORY = "not enough memory"
local NO_MEMORY = "the procedure needs more memory than it may have"
local LESS_MEMORY = "keep less at once, or raise sandbox.limits.memory"
local files = {}

local function text(value) return type(value) == "string" and value or nil end

-- Splits "report.tac:3: message" when the file is one of the run's. A coroutine's error carries the place of its resume too; the
-- innermost place, which stands last, is the one that helps.
local function split_place(message)
  local place_file, place_line
  message = without_prelude_position(message) or message
  while true do
    local file, line, rest = match(message, "^([^:\n]+):(%d+): (.*)$")
    if file then file = whole_name(file) end
    if not file or not files[file] then return place_file, place_line, message end
    place_file, place_line, message = file, tonumber(line), rest
  end
end

local function plain_failure(failure, raised)
  local message = failure.message
  if type(raised) == "string" then message = raised end
  if type(raised) == "table" then message = text(rawget(raised, "message")) or message end
  local file, line, rest = split_place(message)
  failure.message = rest
  if file then failure.file, failure.line = file, line end
  local code, mend = L.hint_for_nil(rest)
  if code then failure.code, failure.mend = code, mend end
  return failure
end

local function coded_failure(failure, fields)
  failure.code, failure.message, failure.kind, failure.mend = fields.code, fields.message, fields.kind, fields.mend
  if fields.file then failure.file, failure.line, failure.column = fields.file, fields.line, fields.column end
  return failure
end

-- What ended a thread, as a table for the host. The thread's frames are still there, so places and traceback are those of the error.
local function failure_of(thread, raised)
  local ok, _, message = pcall(describe, thread, raised)
  if not ok then message = "an error that cannot be shown" end
  -- The place is asked for apart from the error, whose fields may claim any place.
  local placed, _, _, file, line, trace = pcall(describe, thread, "")
  if not placed then file, line, trace = nil, nil, nil end
  local failure = {code = "TAC1301", message = message, file = file, line = line, traceback = trace}
  if raised == MEMORY then
    failure.memory, failure.code, failure.message, failure.mend = true, "TAC2101", NO_MEMORY, LESS_MEMORY
    return failure
  end
  local fields = L.error_fields(raised)
  if fields then return coded_failure(failure, fields) end
  return plain_failure(failure, raised)
end

-- Runs user code as the main task: true and its first value, or false and a failure.
local function guarded(fn, ...)
  local ok, result, thread = L.run_main(fn, ...)
  if ok then return true, result end
  return false, failure_of(thread, result)
end

-- Codes that say the file, a module of it or the input is wrong: the run is invalid when they end it before its procedure starts.
local INVALID = {
  TAC1101 = true, TAC1411 = true, TAC1415 = true, TAC1416 = true, TAC1417 = true, TAC1430 = true, TAC1440 = true, TAC1451 = true, TAC1460 = true,
  TAC1470 = true, TAC1480 = true,
}

local function is_invalid(failure)
  return match(failure.code, "^TAC10%d%d$") ~= nil or match(failure.code, "^TAC210[567]$") ~= nil or INVALID[failure.code] == true
end

local function ended(failure, place)
  if not failure.file and place then failure.file, failure.line = place.file, place.line end
  if failure.memory then return "out_of_memory", failure end
  return is_invalid(failure) and "invalid" or "failed", failure
end

-- In describe mode there are no values: whoever reads one has come to the end of the declarations.
local function unread_input()
  local stop = L.stop_describing
  return setmetatable({}, {
    __metatable = "input", __index = stop, __newindex = stop, __len = stop, __pairs = stop,
    __call = function() L.raise("TAC1009", "input {…} stands twice", {mend = "put all fields into one"}) end,
  })
end

local function place_of(entry) return {file = entry.file, line = entry.line} end

local function run_procedure(entry, config)
  local place = place_of(entry)
  local ok, input = guarded(L.check_input, entry.input, config.input, config.coerce, place)
  if not ok then return ended(input, place) end
  if config.scenario then config.scenario.values = input end
  local declared, failure = guarded(L.declare_state, entry.state)
  if not declared then return ended(failure, place) end
  L.set_input(entry.input, input)
  local ran, result = guarded(entry.fn, input)
  if not ran then
    local status
    status, result = ended(result, place)
    return status == "out_of_memory" and status or "failed", result
  end
  if L.is_continued() then return "continued", result end
  local fits, output = guarded(L.check_output, entry.output, result, place)
  if not fits then return ended(output, place) end
  return "succeeded", output, place
end

local function syntax_failure(message, main)
  if message == MEMORY then return ended({memory = true, code = "TAC2101", message = NO_MEMORY, mend = LESS_MEMORY, file = main, line = 0}) end
  local file, line, rest = split_place(message)
  return "invalid", {code = "TAC1001", message = rest, file = file or main, line = line or 0}
end

-- In describe mode a script may fail over an input that has no values; it has declared what it declares by then.
local function stumbled(failure)
  return L.mode == "describe" and failure.code == "TAC1301" and L.script() ~= nil and L.script().input ~= nil
end

local function finish_script(script, result, main_place)
  local place = script and place_of(script) or main_place
  local fits, output = guarded(L.check_output, script and script.output, result, place)
  if not fits then return ended(output, place) end
  return "succeeded", output, place
end

-- In a test the inputs are whatever the steps before the run make of them, so they are checked at the first look.
local function input_at_first_look(fields, scenario)
  local input = {}
  function scenario.look()
    setmetatable(input, nil)
    scenario.look = nil
    scenario:hand_message(fields)
    for key, value in std.next, L.check_input(fields, scenario.inputs, true) do input[key] = value end
    scenario.values = input
    L.set_input(fields, input)
  end
  local function look()
    L.stop_describing()
    if scenario.look then scenario.look() end
    return input
  end
  return setmetatable(input, {
    __index = function(_, key) return look()[key] end,
    __newindex = function(_, key, value) look()[key] = value end,
    __len = function() return #look() end,
    __pairs = function() return std.next, look(), nil end,
    __call = function() L.raise("TAC1009", "input {…} stands twice", {mend = "put all fields into one"}) end,
  })
end

local function prepare(config)
  L.mode = config.mode
  -- What a description prints is thrown away, and no reason to end it.
  if L.mode ~= "describe" then L.set_output_limit(config.output_limit) end
  L.keep_checkpoints(config.keeps_checkpoints)
  for _, file in ipairs(config.files) do files[file] = true end
  L.mock, L.test, L.fence = config.mock, config.test, config.fence
  if L.mock then L.use_mocks() end
  L.prepare_names(config.names)
  L.prepare_declarations(config.main, function(fields)
    if L.mode == "describe" then return unread_input() end
    if L.test then return input_at_first_look(fields, config.scenario) end
    local values = L.check_input(fields, config.input, config.coerce)
    L.set_input(fields, values)
    return values
  end)
end

-- An output that is no data fails a run when the host reads it; a test must not pass what a run would refuse.
local function only_data(status, value, place)
  local why = status == "succeeded" and L.why_not_data(value, "output")
  if not why then return status, value end
  return "failed", {code = "TAC1104", message = why, file = place and place.file, line = place and place.line}
end

-- How a file that has been loaded is run: a function of the inputs; or a status and a failure when there is nothing to run.
local function runnable(config, ok, result, main_place)
  if not ok then
    if not config.scenario.has_begun then return nil, ended(result, main_place) end
    return function() return ended(result, main_place) end
  end
  local chosen, entry = guarded(L.choose_entry or L.choose_procedure, config.procedure, result == nil and false or result)
  if not chosen then return nil, ended(entry, main_place) end
  local script, main = L.script(), rawget(G, "main")
  if not entry and not script and type(main) == "function" then entry = {fn = main, file = config.main, line = 0} end
  if entry then
    return function(inputs)
      config.scenario:hand_message(entry.input)
      return only_data(run_procedure(entry, {input = inputs, coerce = true, scenario = config.scenario}))
    end
  end
  return function() return only_data(finish_script(script, result, main_place)) end
end

local function test(config, chunk, main_place)
  local scenario, procedure = config.scenario, nil
  L.use_stand_ins()
  L.prepare_script(scenario)
  local ok, result = guarded(chunk)
  L.set_begin(nil)
  local status, failure
  procedure, status, failure = runnable(config, ok, result, main_place)
  if not procedure then return status, failure end
  scenario.run_procedure = procedure
  if scenario.case then return "succeeded", scenario:evaluate(), main_place end
  scenario:advance()
  return "succeeded", scenario:report(), main_place
end

local function run(config)
  if config.test then config.scenario = L.new_scenario(config.test, guarded) end
  prepare(config)
  local main_place = {file = config.main, line = 0}
  local chunk, message = load_main()
  if not chunk then return syntax_failure(message, config.main) end
  if L.test then return test(config, chunk, main_place) end
  local ok, result = guarded(chunk)
  if L.is_continued() then return "continued", result end
  if not ok and not stumbled(result) then return ended(result, main_place) end
  if L.mode == "describe" then return "described", L.description() end
  local chosen, entry = guarded(L.choose_entry or L.choose_procedure, config.procedure, result == nil and false or result)
  if not chosen then return ended(entry, main_place) end
  if entry then return run_procedure(entry, config) end
  local script, main = L.script(), rawget(G, "main")
  if not script and type(main) == "function" then
    return run_procedure({fn = main, file = config.main, line = 0}, config)
  end
  return finish_script(script, result, main_place)
end

-- What the host starts as the main coroutine.
function native.main()
  local _, config = L.request("tactus.start")
  local status, value, place = run(config)
  L.end_tasks()
  L.flush()
  place = place or {}
  return status, value, L.null, L.list_mark, place.file, place.line
end
