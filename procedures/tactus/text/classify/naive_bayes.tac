-- Classifies by what it has learned from examples: training = {{text = …, label = …}, …}. No model is called.
local base = require("tactus.text.classify.base")
local naive_bayes = require("tactus.models.naive_bayes")

return base.kind(function(config)
  local model = naive_bayes(config)
  return function(value)
    local result = model(base.text_of(value))
    return {
      value = result.label, confidence = result.confidence, matched_text = result.label, retry_count = 0, scores = result.scores,
      explanation = string.format("'%s' is the likeliest of the labels in the examples", result.label),
    }
  end
end)
