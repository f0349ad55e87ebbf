-- Puts a text into one of several classes. classify {classes = {…}, method = "llm" | "fuzzy" | "naive_bayes", …} gives a function of a text; with
-- `input` it classifies that text at once. The result has value, confidence (0 to 1), explanation, matched_text and retry_count.
local methods = {
  llm = require("tactus.text.classify.llm"),
  fuzzy = require("tactus.text.classify.fuzzy"),
  naive_bayes = require("tactus.text.classify.naive_bayes"),
}

local function classifier_of(config)
  if type(config) ~= "table" then error("classify takes a table: classify {classes = {…}, prompt = …}", 3) end
  local method = config.method or (config.training and "naive_bayes") or (config.expected and "fuzzy") or "llm"
  local kind = methods[method]
  if not kind then error("classify has no method '" .. tostring(method) .. "'; known are fuzzy, llm, naive_bayes", 3) end
  return kind:new(config)
end

local module = {
  LLMClassifier = methods.llm, FuzzyClassifier = methods.fuzzy, FuzzyMatchClassifier = methods.fuzzy, NaiveBayesClassifier = methods.naive_bayes,
}

-- What Classify {…} does, too.
function module.classify(config)
  local classifier = classifier_of(config)
  if config.input ~= nil then return classifier(config.input) end
  return classifier
end

module.Classify = module.classify

return setmetatable(module, { __call = function(_, config) return module.classify(config) end })
