-- Inputs and outputs of procedures against their schemas.
local native, G = ...
local L = native.language
local type = L.std.type
local _ENV <const> = nil

-- The values that the procedure gets; raises TAC1101 with every problem.
function L.check_input(fields, given, coerce, place)
  if given == nil then given = {} end
  if type(given) ~= "table" then L.raise("TAC1101", "the input must be a table, and is " .. L.type_name(given), place) end
  if not fields then return given end
  if coerce then given = L.coerce_fields(fields, given) end
  local problems = {}
  local values = L.check_fields(fields, given, "", problems, "input")
  if #problems > 0 then
    L.raise("TAC1101", L.problem_message("the input breaks its schema", problems), place)
  end
  return values
end

-- The output as others see it; raises TAC1102 with every problem.
function L.check_output(output, value, place)
  -- Turns of agents have results only where agents are loaded.
  if L.with_outputs then value = L.with_outputs(value) end
  if not output then return value end
  local problems, result = {}, nil
  if output.single then
    if value == nil then
      result = L.check_fields({output = output.single}, {}, "", problems).output
    else
      result = L.check_value(output.single, value, "output", problems)
    end
  elseif value == nil or (type(value) == "table" and not L.is_null(value) and (L.shape(value)) ~= "list") then
    result = L.check_fields(output.fields, value or {}, "output", problems)
  else
    problems[1] = "output: must be a table with the declared fields, and is " .. L.type_name(value)
  end
  if #problems > 0 then
    L.raise("TAC1102", L.problem_message("the output breaks its schema", problems), place)
  end
  return result
end


-- What {input.x} in a prompt of the running procedure reads.
function L.set_input(fields, values)
  L.frame.input, L.frame.input_fields = values, fields
end
