-- Classifies by a language model. An answer that names no class is asked again, up to `max_retries` times (3); after that the value is "ERROR".
--
-- The confidence is the one that the model states; where it states none, 0.9 for an answer that is a class and nothing else, and 0.7 for one
-- that holds exactly one class among other words.
local base = require("tactus.text.classify.base")

local function instructions(config, classes)
  local lines = { "You put texts into classes." }
  if config.prompt then lines[#lines + 1] = config.prompt end
  lines[#lines + 1] = "The classes are:"
  for _, class in ipairs(classes) do lines[#lines + 1] = "- " .. class end
  lines[#lines + 1] = "Answer with one class, exactly as written above, alone on the first line."
  lines[#lines + 1] = "On a second line write 'confidence: ' and a number from 0 to 1, on a third 'explanation: ' and one sentence."
  return table.concat(lines, "\n")
end

local function trimmed(text)
  return (text:gsub("^[%s%p]+", ""):gsub("[%s%p]+$", ""))
end

local function is_word_in(text, class)
  local from = 1
  while true do
    local start, stop = text:find(class, from, true)
    if not start then return false end
    if not text:sub(start - 1, start - 1):match("%w") and not text:sub(stop + 1, stop + 1):match("%w") then return true end
    from = start + 1
  end
end

-- The class that an answer names, and how sure that is; nil for none or several.
local function class_in(answer, classes)
  local first = trimmed(answer:match("^%s*([^\n]*)") or ""):lower()
  for _, class in ipairs(classes) do
    if trimmed(class):lower() == first then return class, 0.9 end
  end
  local found
  local whole = answer:lower()
  for _, class in ipairs(classes) do
    if is_word_in(whole, class:lower()) then
      if found then return nil end
      found = class
    end
  end
  return found, 0.7
end

local function stated(answer, name)
  return answer:lower():find(name, 1, true) and answer:match("[" .. name:sub(1, 1):upper() .. name:sub(1, 1) .. "]" .. name:sub(2) .. ":%s*([^\n]+)") or nil
end

-- A mocked agent may answer with the whole result.
local function is_result(output)
  return type(output) == "table" and output.value ~= nil
end

return base.kind(function(config)
  local classes = base.classes_of(config)
  local retries = config.max_retries or 3
  local agent = Agent {
    name = config.name, model = config.model, provider = config.provider, temperature = config.temperature or 0, max_tokens = config.max_tokens,
    system_prompt = function() return instructions(config, classes) end, message_history = { source = "none" }, tools = {},
  }

  return function(value)
    local text = base.text_of(value)
    local message, answer = text, nil
    for attempt = 0, retries do
      local output = agent({ message = message }).output
      if is_result(output) then
        output.retry_count = output.retry_count or attempt
        return output
      end
      answer = tostring(output or "")
      local class, sure = class_in(answer, classes)
      if class then
        return {
          value = class, confidence = tonumber(stated(answer, "confidence")) or sure, explanation = stated(answer, "explanation") or answer,
          matched_text = class, retry_count = attempt, raw_response = answer,
        }
      end
      message = string.format("%s\n\nYour last answer named none of the classes, or several. Answer with exactly one of: %s",
        text, table.concat(classes, ", "))
    end
    return {
      value = "ERROR", confidence = 0, explanation = "the model named none of the classes", retry_count = retries, raw_response = answer,
      error = "no answer named one of the classes",
    }
  end
end)
