-- Classifies without a model: the class whose name is most similar to the text.
--
-- With `classes` the value is the best of them, or "NO_MATCH" below the threshold; with `expected` it is "Yes" or "No". The measure is
-- `algorithm`: ratio, partial_ratio, token_sort_ratio or token_set_ratio (default), each from 0 to 1; the threshold is 0.8 by default.
local base = require("tactus.text.classify.base")
local similarity = require("tactus.text.similarity")

local function threshold_of(config)
  local threshold = config.threshold or 0.8
  if type(threshold) ~= "number" then error("'threshold' must be a number from 0 to 1", 0) end
  return threshold > 1 and threshold / 100 or threshold
end

local function measure_of(config)
  local name = config.algorithm or "token_set_ratio"
  local measure = similarity[name]
  if not measure then error("there is no algorithm '" .. tostring(name) .. "'; known are partial_ratio, ratio, token_set_ratio, token_sort_ratio", 0) end
  return measure
end

-- Case and punctuation do not count.
local function plain(text)
  return (text:lower():gsub("%p", " "))
end

return base.kind(function(config)
  local expected = config.expected
  local classes = expected and { expected } or base.classes_of(config)
  local threshold, measure = threshold_of(config), measure_of(config)
  return function(value)
    local text = plain(base.text_of(value))
    local best, confidence
    for _, class in ipairs(classes) do
      local likeness = measure(text, plain(class))
      if not confidence or likeness > confidence then best, confidence = class, likeness end
    end
    local matched = confidence >= threshold
    local result = matched and best or "NO_MATCH"
    if expected then result = matched and "Yes" or "No" end
    return {
      value = result, confidence = confidence, matched_text = matched and best or nil, retry_count = 0,
      explanation = string.format("'%s' is the most similar, with %.2f of at least %.2f", best, confidence, threshold),
    }
  end
end)
