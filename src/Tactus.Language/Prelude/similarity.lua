-- How alike two texts are: as rapidfuzz's ratio and token_set_ratio and Python's difflib say, each between 0 and 1.
local native, G = ...
local L = native.language
local std = L.std
local max, gmatch, concat, utf8_len = std.max, std.gmatch, std.concat, std.utf8_len
local _ENV <const> = nil

-- A text as a list of characters; bytes where it is not UTF-8.
local function characters(text)
  local list = {}
  local whole = utf8_len(text) ~= nil
  for character in gmatch(text, whole and "[\0-\x7F\xC2-\xFD][\x80-\xBF]*" or ".") do list[#list + 1] = character end
  return list
end

L.characters = characters

-- The length of the longest common subsequence.
local function common(left, right)
  local previous, current = {}, {}
  for column = 0, #right do previous[column] = 0 end
  for row = 1, #left do
    current[0] = 0
    for column = 1, #right do
      if left[row] == right[column] then
        current[column] = previous[column - 1] + 1
      else
        current[column] = max(previous[column], current[column - 1])
      end
    end
    previous, current = current, previous
  end
  return previous[#right]
end

local function ratio_of(left, right)
  local total = #left + #right
  if total == 0 then return 1 end
  return 2 * common(left, right) / total
end

-- One minus the indel distance over the length of both.
function L.indel_ratio(left, right) return ratio_of(characters(left), characters(right)) end

local function tokens(text)
  local seen = {}
  for word in gmatch(text, "%S+") do seen[word] = true end
  return seen
end

-- Compares what the two sets of words share with what each has beyond that, and takes the best of the three.
function L.token_set_ratio(left, right)
  local here, there = tokens(left), tokens(right)
  local both, only_here, only_there = {}, {}, {}
  for _, word in std.ipairs(L.sorted_keys(here)) do
    local list = there[word] and both or only_here
    list[#list + 1] = word
  end
  for _, word in std.ipairs(L.sorted_keys(there)) do
    if not here[word] then only_there[#only_there + 1] = word end
  end
  if #both == 0 and (#only_here == 0 or #only_there == 0) then return 0 end
  if #both > 0 and (#only_here == 0 or #only_there == 0) then return 1 end
  local base = concat(both, " ")
  local function with(list) return base == "" and concat(list, " ") or base .. " " .. concat(list, " ") end
  local first, second = with(only_here), with(only_there)
  local best = L.indel_ratio(first, second)
  if base == "" then return best end
  return max(best, L.indel_ratio(base, first), L.indel_ratio(base, second))
end

-- The longest run that both have, the first of those in the left text: its places and its length.
local function longest_match(left, right, places, low, high, from, to)
  local best_left, best_right, best = low, from, 0
  local lengths = {}
  for row = low, high do
    local next_lengths = {}
    for _, column in std.ipairs(places[left[row]] or {}) do
      if column > to then break end
      if column >= from then
        local length = (lengths[column - 1] or 0) + 1
        next_lengths[column] = length
        if length > best then best_left, best_right, best = row - length + 1, column - length + 1, length end
      end
    end
    lengths = next_lengths
  end
  return best_left, best_right, best
end

-- difflib leaves frequent characters of long texts out when it looks for where a match begins.
local function places_of(right)
  local places = {}
  for index = 1, #right do
    local list = places[right[index]] or {}
    places[right[index]] = list
    list[#list + 1] = index
  end
  if #right >= 200 then
    for character, list in std.next, places do
      if #list > #right // 100 + 1 then places[character] = nil end
    end
  end
  return places
end

-- Extends a match to neighbours that were left out for being frequent.
local function extended(left, right, a, b, size, low, high, from, to)
  while a > low and b > from and left[a - 1] == right[b - 1] do a, b, size = a - 1, b - 1, size + 1 end
  while a + size <= high and b + size <= to and left[a + size] == right[b + size] do size = size + 1 end
  return a, b, size
end

-- Ratcliff and Obershelp, as difflib.SequenceMatcher(None, left, right).ratio().
function L.difflib_ratio(left_text, right_text)
  local left, right = characters(left_text), characters(right_text)
  if #left + #right == 0 then return 1 end
  local places, matched = places_of(right), 0
  local queue = {{1, #left, 1, #right}}
  while #queue > 0 do
    local low, high, from, to = std.unpack(queue[#queue])
    queue[#queue] = nil
    local a, b, size = longest_match(left, right, places, low, high, from, to)
    a, b, size = extended(left, right, a, b, size, low, high, from, to)
    if size > 0 then
      matched = matched + size
      if low < a and from < b then queue[#queue + 1] = {low, a - 1, from, b - 1} end
      if a + size <= high and b + size <= to then queue[#queue + 1] = {a + size, high, b + size, to} end
    end
  end
  return 2 * matched / (#left + #right)
end
