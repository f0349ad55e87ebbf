-- require("tactus.text.similarity"): how alike two texts are, from 0 to 1, by the measures that rapidfuzz and difflib have made known.
local native, G = ...
local L = native.language
local std = L.std
local type, format, gmatch, concat, sort, max, unpack = std.type, std.format, std.gmatch, std.concat, std.sort, std.max, std.unpack
local indel_ratio, characters = L.indel_ratio, L.characters
local _ENV <const> = nil

local function sorted_words(text)
  local words = {}
  for word in gmatch(text, "%S+") do words[#words + 1] = word end
  sort(words)
  return concat(words, " ")
end

-- The best ratio of the shorter text with any piece of the longer one that has its length.
local function partial_ratio(left, right)
  local short, long = characters(left), characters(right)
  if #short > #long then short, long = long, short end
  local text, best = concat(short), 0
  for first = 1, #long - #short + 1 do
    best = max(best, indel_ratio(text, concat({unpack(long, first, first + #short - 1)})))
    if best == 1 then return 1 end
  end
  return best
end

local measures = {
  ratio = indel_ratio, partial_ratio = partial_ratio, token_set_ratio = L.token_set_ratio, difflib_ratio = L.difflib_ratio,
  token_sort_ratio = function(left, right) return indel_ratio(sorted_words(left), sorted_words(right)) end,
}

local module = {}
for name, measure in std.next, measures do
  module[name] = function(left, right)
    if type(left) ~= "string" or type(right) ~= "string" then
      L.raise("TAC1201", format("%s compares two texts, and got %s and %s", name, L.type_name(left), L.type_name(right)))
    end
    return measure(left, right)
  end
end

native.provide_module("tactus.text.similarity", module)
