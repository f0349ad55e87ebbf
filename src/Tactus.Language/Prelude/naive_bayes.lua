-- A multinomial naive Bayes classifier over the words of a text, with one added to every count.
local native, G = ...
local L = native.language
local std = L.std
local type, format, ipairs, gmatch, lower, rawget, rawlen, next, huge = std.type, std.format, std.ipairs, std.gmatch, std.lower, std.rawget, std.rawlen, std.next, std.huge
local log, exp = G.math.log, G.math.exp
local _ENV <const> = nil

local function words_of(text)
  local words = {}
  for word in gmatch(lower(text), "[%w\x80-\xFF]+") do words[#words + 1] = word end
  return words
end

local function example_of(name, index, example)
  local text = type(example) == "table" and rawget(example, "text")
  local label = type(example) == "table" and rawget(example, "label")
  if type(text) ~= "string" or type(label) ~= "string" then
    L.raise("TAC1430", format("data[%d] of Model '%s' must have a text and a label", index, name), {mend = 'write {text = "…", label = "…"}'})
  end
  return text, label
end

-- Counts the words of a list of {text, label}.
function L.learn_naive_bayes(name, data)
  local learned = {labels = {}, examples = rawlen(data), vocabulary = 0}
  local known = {}
  for index = 1, rawlen(data) do
    local text, label = example_of(name, index, rawget(data, index))
    local class = learned.labels[label] or {examples = 0, words = {}, total = 0}
    learned.labels[label] = class
    class.examples = class.examples + 1
    for _, word in ipairs(words_of(text)) do
      class.words[word], class.total = (class.words[word] or 0) + 1, class.total + 1
      if not known[word] then known[word], learned.vocabulary = true, learned.vocabulary + 1 end
    end
  end
  return learned
end

-- The likeliest label and how likely it is among all: {label, confidence}. Of two as likely the first in the alphabet wins.
function L.naive_bayes(learned, text)
  local words, scores, best, greatest = words_of(text), {}, nil, -huge
  for _, label in ipairs(L.sorted_keys(learned.labels)) do
    local class = learned.labels[label]
    local score = log(class.examples / learned.examples)
    for _, word in ipairs(words) do score = score + log(((class.words[word] or 0) + 1) / (class.total + learned.vocabulary)) end
    scores[label] = score
    if score > greatest then best, greatest = label, score end
  end
  local sum = 0
  for _, score in next, scores do sum = sum + exp(score - greatest) end
  return {label = best, confidence = 1 / sum}
end
