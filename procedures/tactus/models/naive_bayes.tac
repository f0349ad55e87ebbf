-- A multinomial naive Bayes classifier with Laplace smoothing, over lower-cased words (Manning, Raghavan, Schütze: Introduction to Information
-- Retrieval, 2008, chapter 13). naive_bayes {training = {{text = …, label = …}, …}, alpha = 1} gives a function of a text.
local function words_of(text)
  local words = {}
  for word in text:lower():gmatch("[%w\128-\255]+") do words[#words + 1] = word end
  return words
end

local function examples_of(config)
  local examples = config.training or config.examples
  if type(examples) == "table" and examples.data then examples = examples.data end
  if type(examples) ~= "table" or #examples == 0 then error("naive_bayes needs examples: training = {{text = …, label = …}}", 0) end
  return examples
end

local function learn(examples)
  local labels, seen, vocabulary, known = {}, {}, 0, {}
  for index, example in ipairs(examples) do
    local text, label = example.text or example[1], example.label or example[2]
    if type(text) ~= "string" or type(label) ~= "string" then error("training[" .. index .. "] must have a text and a label", 0) end
    local class = seen[label]
    if not class then
      class = { label = label, examples = 0, words = 0, counts = {} }
      seen[label] = class
      labels[#labels + 1] = class
    end
    class.examples = class.examples + 1
    for _, word in ipairs(words_of(text)) do
      class.counts[word] = (class.counts[word] or 0) + 1
      class.words = class.words + 1
      if not known[word] then
        known[word] = true
        vocabulary = vocabulary + 1
      end
    end
  end
  table.sort(labels, function(a, b) return a.label < b.label end)
  return labels, vocabulary, known
end

-- Logarithms to probabilities that add up to 1.
local function normalised(scores)
  local most, sum = -math.huge, 0
  for _, score in pairs(scores) do most = math.max(most, score) end
  for label, score in pairs(scores) do
    scores[label] = math.exp(score - most)
    sum = sum + scores[label]
  end
  for label, score in pairs(scores) do scores[label] = score / sum end
  return scores
end

local function predict(labels, vocabulary, known, count, alpha, text)
  local scores = {}
  local words = words_of(text)
  for _, class in ipairs(labels) do
    local score = math.log(class.examples / count)
    for _, word in ipairs(words) do
      if known[word] then score = score + math.log(((class.counts[word] or 0) + alpha) / (class.words + alpha * vocabulary)) end
    end
    scores[class.label] = score
  end
  normalised(scores)
  local best
  for _, class in ipairs(labels) do
    if not best or scores[class.label] > scores[best] then best = class.label end
  end
  return { label = best, value = best, confidence = scores[best], scores = scores }
end

return function(config)
  local examples = examples_of(config)
  local labels, vocabulary, known = learn(examples)
  local alpha = config.alpha or 1
  return function(input)
    local text = type(input) == "table" and (input.text or input.input) or input
    if type(text) ~= "string" then error("naive_bayes needs a text, and got " .. type(text), 0) end
    return predict(labels, vocabulary, known, #examples, alpha, text)
  end
end
