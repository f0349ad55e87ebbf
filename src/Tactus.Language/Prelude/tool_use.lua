-- Calling a tool: its arguments are checked, it is performed by whom it belongs to, its result is checked, and the call is recorded.
local native, G = ...
local L = native.language
local std = L.std
local type, format, select, rawlen = std.type, std.format, std.select, std.rawlen
local _ENV <const> = nil

local KINDS = {host = "host.call", mcp = "mcp.call", plugin = "plugin.call"}
L.tool_effects = KINDS

-- The arguments as the tool gets them.
function L.check_tool_arguments(entry, arguments)
  if arguments == nil then arguments = {} end
  if type(arguments) ~= "table" or L.is_null(arguments) or rawlen(arguments) > 0 then
    L.raise("TAC1412", format("the arguments of tool '%s' must be a table with names, and are %s", entry.name, L.type_name(arguments)),
      {mend = format("write %s({name = value})", entry.name)})
  end
  local why = L.why_not_data(arguments, "args")
  if why then L.raise("TAC1412", why) end
  if not entry.input then return L.copy(arguments) end
  local problems = {}
  local checked = L.check_fields(entry.input, L.copy(arguments), "", problems, "argument")
  if #problems > 0 then L.raise("TAC1412", L.problem_message(format("the arguments of tool '%s' break its schema", entry.name), problems)) end
  return checked
end

-- The result as others see it.
function L.check_tool_result(entry, result)
  local output = entry.output
  if not output then return result end
  local problems = {}
  local value = result
  if output.single then
    if value == nil then
      value = L.check_fields({output = output.single}, {}, "", problems).output
    else
      value = L.check_value(output.single, value, "output", problems)
    end
  elseif value == nil or (type(value) == "table" and not L.is_null(value) and (L.shape(value)) ~= "list") then
    value = L.check_fields(output.fields, value or {}, "output", problems)
  else
    problems[1] = "output: must be a table with the declared fields, and is " .. L.type_name(value)
  end
  if #problems > 0 then
    L.raise("TAC1413", L.problem_message(format("the result of tool '%s' breaks its schema", entry.name), problems))
  end
  return value
end

-- Without a model and without the outside there is only what Mocks says.
local function unmocked(entry)
  return L.raise("TAC1442", format("tool '%s' has no mock, and nothing outside is asked in a run with mocks", entry.name),
    {mend = format("write Mocks { %s = { returns = {…} } }", entry.name)})
end

-- What the tool answers to arguments that were checked.
function L.perform_tool(entry, arguments)
  if L.mock_of(entry.name) then return L.tool_mock_answer(entry.name, arguments) end
  if entry.fn then return entry.fn(arguments) end
  if L.mock and entry.source ~= "host" then unmocked(entry) end
  return L.perform(KINDS[entry.source], entry.target, arguments)
end

-- A call by the procedure itself.
function L.call_tool(entry, ...)
  L.stop_describing()
  if entry.source == "unknown" then return L.call_unknown_tool(entry, ...) end
  if select("#", ...) > 1 then
    L.raise("TAC1412", format("tool '%s' takes one table, and got %d values", entry.name, select("#", ...)),
      {mend = format("write %s({name = value})", entry.name)})
  end
  local arguments = L.check_tool_arguments(entry, (...))
  -- A function may change its arguments; what is recorded is what it was called with.
  local result = L.check_tool_result(entry, L.perform_tool(entry, L.copy(arguments)))
  L.record_tool_call(entry.shown or entry.name, arguments, result, {tool = entry.name})
  return result
end
