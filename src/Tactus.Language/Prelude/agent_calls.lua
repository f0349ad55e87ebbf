-- The tool calls that a model asked for: each is performed, several of one answer side by side, and each gives the model a result or an error.
local native, G = ...
local L = native.language
local std = L.std
local type, format, pcall, error, ipairs, tostring = std.type, std.format, std.pcall, std.error, std.ipairs, std.tostring
local _ENV <const> = nil

-- Errors that no model can mend: they end the turn.
local FINAL = {budget = true, cancelled = true}

local function text_of_error(raised)
  local ok, text = pcall(tostring, raised)
  return ok and text or "the tool failed"
end

local function is_final(raised)
  if raised == "not enough memory" then return true end
  local fields = L.error_fields(raised)
  return fields ~= nil and FINAL[fields.kind] == true
end

-- The result as text for the model.
local function text_of_result(result)
  if type(result) == "table" and not L.is_null(result) and type(result.text) == "string" and result.is_error ~= nil then
    return result.is_error and "Error: " .. result.text or result.text
  end
  if result == nil then return "null" end
  return L.text_of(result)
end

local function perform(turn, call, tool)
  local arguments = L.check_tool_arguments(tool, call.arguments)
  local result
  if tool.fn or L.mock_of(tool.name) then
    result = L.perform_tool(tool, L.copy(arguments))
    local why = L.why_not_data(result, "the result")
    if why then
      L.raise("TAC1413", format("tool '%s' returned what is no data: %s", tool.name, why), {mend = "return numbers, strings, booleans and tables of them"})
    end
  else
    result = L.perform("agent.tool", call.name, {
      turn = turn.answer, call = call.id, kind = L.tool_effects[tool.source], name = tool.target, arguments = arguments,
    })
  end
  result = L.check_tool_result(tool, result)
  L.record_tool_call(call.name, arguments, result, {tool = tool.own or tool.name, agent = turn.agent.name})
  if (tool.own or tool.name) == "done" then turn.done = true end
  return result
end

-- Performs one call; what came of it stands in the call.
local function run(turn, call)
  local tool = turn.offered[call.name]
  if call.arguments_error then
    call.error = L.text_of(call.arguments_error)
  elseif not tool then
    call.error = format("there is no tool '%s'%s", L.text_of(call.name), #turn.order > 0 and "; there are " .. std.concat(turn.order, ", ") or "")
  else
    local ok, result = pcall(perform, turn, call, tool)
    if ok then
      call.result = result
    elseif is_final(result) then
      error(result, 0)
    else
      call.error = text_of_error(result)
    end
  end
  call.text = call.error and "Error: " .. call.error or text_of_result(call.result)
end

-- Performs the calls of one answer and returns the messages that tell the model of them, in the order of the calls.
function L.run_tool_calls(turn, calls)
  if #calls == 1 then
    run(turn, calls[1])
  else
    local branches = {}
    for index, call in ipairs(calls) do branches[index] = function() run(turn, call) end end
    L.parallel(branches)
  end
  local messages = {}
  for index, call in ipairs(calls) do
    turn.calls[#turn.calls + 1] = call
    messages[index] = {role = "tool", tool_call_id = call.id, name = call.name, content = call.text}
  end
  return messages
end
