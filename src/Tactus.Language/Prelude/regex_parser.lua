-- Parses the regular expressions of `pattern`: the usual notation, without back-references and look-around, which would need
-- backtracking (see regex.lua).
local native, G = ...
local L = native.language
local std = L.std
local error, concat, tonumber, byte = std.error, std.concat, std.tonumber, std.byte
local utf8_len, codepoint, utf8_char = std.utf8_len, std.utf8_codepoint, std.utf8_char
local _ENV <const> = nil

local DEEPEST_GROUP, MOST_REPEATS = 40, 1000

local DIGIT = {48, 57}
local WORD = {48, 57, 65, 90, 95, 95, 97, 122}
local SPACE = {9, 13, 32, 32}
local CLASSES = {d = {DIGIT, false}, D = {DIGIT, true}, w = {WORD, false}, W = {WORD, true}, s = {SPACE, false}, S = {SPACE, true}}
local ESCAPES = {n = 10, r = 13, t = 9, f = 12, v = 11, ["0"] = 0}
local SPECIAL = {["("] = true, [")"] = true, ["["] = true, ["|"] = true, ["*"] = true, ["+"] = true, ["?"] = true, ["{"] = true}

local function fail(message) error({regex = message}, 0) end

-- Code points of a text, or its bytes when it is not UTF-8.
function L.code_points(text)
  local points = {}
  if utf8_len(text) then
    local position = 1
    while position <= #text do
      local point = codepoint(text, position)
      points[#points + 1] = point
      position = position + #utf8_char(point)
    end
  else
    for position = 1, #text do points[position] = byte(text, position) end
  end
  return points
end

-- Parser: a cursor over code points; every function returns a node {kind, …}.
local parse_alternation

local function peek(cursor)
  local point = cursor.points[cursor.at]
  return point and utf8_char(point)
end

local function take(cursor)
  local character = peek(cursor)
  cursor.at = cursor.at + 1
  return character
end

local function parse_hex(cursor, digits)
  local text = {}
  for index = 1, digits do text[index] = take(cursor) or "" end
  local value = tonumber(concat(text), 16)
  return value or fail("\\x and \\u need " .. digits .. " hexadecimal digits")
end

-- What follows a backslash: a class {ranges, negated} or one code point.
local function parse_escape(cursor)
  local character = take(cursor)
  if not character then fail("it ends with a backslash") end
  if CLASSES[character] then return CLASSES[character], nil end
  if ESCAPES[character] then return nil, ESCAPES[character] end
  if character == "x" then return nil, parse_hex(cursor, 2) end
  if character == "u" then return nil, parse_hex(cursor, 4) end
  local point = codepoint(character)
  local is_word = false
  for index = 1, #WORD, 2 do is_word = is_word or (point >= WORD[index] and point <= WORD[index + 1]) end
  if is_word then fail("\\" .. character .. " is not supported") end
  return nil, point
end

local function add_class(ranges, class)
  local from, negated = class[1], class[2]
  if not negated then
    for index = 1, #from do ranges[#ranges + 1] = from[index] end
    return
  end
  local low = 0
  for index = 1, #from, 2 do
    ranges[#ranges + 1], ranges[#ranges + 2] = low, from[index] - 1
    low = from[index + 1] + 1
  end
  ranges[#ranges + 1], ranges[#ranges + 2] = low, 0x10FFFF
end

local function parse_set(cursor)
  local ranges, negated, first = {}, false, true
  if peek(cursor) == "^" then take(cursor) negated = true end
  while true do
    local character = take(cursor)
    if not character then fail("a [ is not closed") end
    if character == "]" and not first then break end
    first = false
    local class, low = nil, codepoint(character)
    if character == "\\" then class, low = parse_escape(cursor) end
    if class then
      add_class(ranges, class)
    else
      local high = low
      if peek(cursor) == "-" and cursor.points[cursor.at + 1] and cursor.points[cursor.at + 1] ~= 93 then
        take(cursor)
        local upper, upper_class = take(cursor), nil
        high = codepoint(upper)
        if upper == "\\" then upper_class, high = parse_escape(cursor) end
        if upper_class or high < low then fail("a range in [ ] runs backwards") end
      end
      ranges[#ranges + 1], ranges[#ranges + 2] = low, high
    end
  end
  return {kind = "set", ranges = ranges, negated = negated}
end

local function parse_atom(cursor, depth)
  local character = take(cursor)
  if character == "(" then
    if depth >= DEEPEST_GROUP then fail("its groups are nested too deeply") end
    if peek(cursor) == "?" then
      take(cursor)
      if take(cursor) ~= ":" then fail("(? must be (?: ; look-around and named groups are not supported") end
    end
    local node = parse_alternation(cursor, depth + 1)
    if take(cursor) ~= ")" then fail("a ( is not closed") end
    return node
  elseif character == "[" then
    return parse_set(cursor)
  elseif character == "." then
    return {kind = "set", ranges = {10, 10}, negated = true}
  elseif character == "^" or character == "$" then
    return {kind = character == "^" and "start" or "end"}
  elseif character == "\\" then
    local class, point = parse_escape(cursor)
    if class then return {kind = "set", ranges = class[1], negated = class[2]} end
    return {kind = "set", ranges = {point, point}, negated = false}
  elseif SPECIAL[character] then
    fail("'" .. character .. "' has nothing to repeat or close")
  end
  local point = codepoint(character)
  return {kind = "set", ranges = {point, point}, negated = false}
end

local function parse_count(cursor)
  local digits = ""
  while peek(cursor) and byte(peek(cursor)) >= 48 and byte(peek(cursor)) <= 57 do digits = digits .. take(cursor) end
  return tonumber(digits)
end

local function parse_repeat(cursor, depth)
  local node = parse_atom(cursor, depth)
  while true do
    local character = peek(cursor)
    local least, most
    if character == "*" then least, most = 0, nil
    elseif character == "+" then least, most = 1, nil
    elseif character == "?" then least, most = 0, 1
    elseif character ~= "{" then return node end
    take(cursor)
    if character == "{" then
      least = parse_count(cursor) or fail("{ needs a number; a plain brace is written \\{")
      most = least
      if peek(cursor) == "," then take(cursor) most = parse_count(cursor) end
      if take(cursor) ~= "}" then fail("a { is not closed") end
      if least > MOST_REPEATS or (most or 0) > MOST_REPEATS then fail("it repeats more than " .. MOST_REPEATS .. " times") end
      if most and most < least then fail("{m,n} has n below m") end
    end
    -- Greedy or lazy is the same thing where the whole text must match.
    if peek(cursor) == "?" then take(cursor) end
    node = {kind = "repeat", node = node, least = least, most = most}
  end
end

function parse_alternation(cursor, depth)
  local choices, sequence = {}, {}
  while true do
    local character = peek(cursor)
    if character == nil or character == ")" then break end
    if character == "|" then
      take(cursor)
      choices[#choices + 1] = {kind = "sequence", items = sequence}
      sequence = {}
    else
      sequence[#sequence + 1] = parse_repeat(cursor, depth)
    end
  end
  choices[#choices + 1] = {kind = "sequence", items = sequence}
  if #choices == 1 then return choices[1] end
  return {kind = "choice", items = choices}
end

-- The syntax tree of a pattern; raises {regex = what is wrong with it}.
function L.parse_regex(pattern)
  local cursor = {points = L.code_points(pattern), at = 1}
  local node = parse_alternation(cursor, 0)
  if cursor.points[cursor.at] then fail("a ) closes nothing") end
  return node
end
