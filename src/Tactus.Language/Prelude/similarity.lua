-- How alike two texts are, from 0 to 1: by their longest common subsequence (indel), by their sets of words, and by matching blocks.
local native, G = ...
local L = native.language
local std = L.std
local gmatch, concat, sort, min, max = std.gmatch, std.concat, std.sort, std.min, std.max
local _ENV <const> = nil

-- Length of the longest common subsequence of two lists of code points.
local function common_length(left, right)
  local row = {}
  for index = 0, #right do row[index] = 0 end
  for i = 1, #left do
    local diagonal, point = 0, left[i]
    for j = 1, #right do
      local above = row[j]
      row[j] = point == right[j] and diagonal + 1 or max(above, row[j - 1])
      diagonal = above
    end
  end
  return row[#right]
end

-- Twice the longest common subsequence over both lengths: one minus the share of characters to insert or delete.
function L.indel_ratio(left, right)
  local first, second = L.code_points(left), L.code_points(right)
  if #first + #second == 0 then return 1 end
  return 2 * common_length(first, second) / (#first + #second)
end

local function word_set(text)
  local seen, words = {}, {}
  for word in gmatch(text, "%S+") do
    if not seen[word] then
      seen[word] = true
      words[#words + 1] = word
    end
  end
  sort(words)
  return words, seen
end

-- The indel ratio of what two sets of words share with what each has beside it: order and repeats do not count.
function L.token_set_ratio(left, right)
  local first, in_first = word_set(left)
  local second, in_second = word_set(right)
  if #first == 0 or #second == 0 then return #first == #second and 1 or 0 end
  local shared, only_first, only_second = {}, {}, {}
  for _, word in std.ipairs(first) do
    if in_second[word] then shared[#shared + 1] = word else only_first[#only_first + 1] = word end
  end
  for _, word in std.ipairs(second) do
    if not in_first[word] then only_second[#only_second + 1] = word end
  end
  if #shared > 0 and (#only_first == 0 or #only_second == 0) then return 1 end
  local base = concat(shared, " ")
  local gap = #shared > 0 and " " or ""
  local one, other = base .. gap .. concat(only_first, " "), base .. gap .. concat(only_second, " ")
  local best = L.indel_ratio(one, other)
  if #shared > 0 then best = max(best, L.indel_ratio(base, one), L.indel_ratio(base, other)) end
  return best
end

-- The longest block that two ranges share: its places and its length. Of several the first in `left`, then in `right`.
local function longest_block(left, places, left_low, left_high, right_low, right_high)
  local best_left, best_right, best = left_low, right_low, 0
  local lengths = {}
  for i = left_low, left_high do
    local now = {}
    for _, j in std.ipairs(places[left[i]] or {}) do
      if j > right_high then break end
      if j >= right_low then
        local length = (lengths[j - 1] or 0) + 1
        now[j] = length
        if length > best then best_left, best_right, best = i - length + 1, j - length + 1, length end
      end
    end
    lengths = now
  end
  return best_left, best_right, best
end

-- Twice the characters in matching blocks over both lengths: the longest block first, then what lies to its left and right.
function L.block_ratio(left, right)
  local first, second = L.code_points(left), L.code_points(right)
  if #first + #second == 0 then return 1 end
  local places = {}
  for index, point in std.ipairs(second) do
    local list = places[point] or {}
    places[point] = list
    list[#list + 1] = index
  end
  local matched, open = 0, {{1, #first, 1, #second}}
  while #open > 0 do
    local range = open[#open]
    open[#open] = nil
    local i, j, length = longest_block(first, places, range[1], range[2], range[3], range[4])
    if length > 0 then
      matched = matched + length
      open[#open + 1] = {range[1], i - 1, range[3], j - 1}
      open[#open + 1] = {i + length, range[2], j + length, range[4]}
    end
  end
  return 2 * min(matched, #first) / (#first + #second)
end
