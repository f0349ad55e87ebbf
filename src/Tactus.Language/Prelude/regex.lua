-- Regular expressions for `pattern`: the usual notation, matched against the whole text in time linear in its length.
-- No back-references and no look-around, which would need backtracking: untrusted patterns must not be able to hang a run.
local native, G = ...
local L = native.language
local std = L.std
local error, pcall, type, concat = std.error, std.pcall, std.type, std.concat
local utf8_len, codepoint, utf8_char, tonumber, byte = std.utf8_len, std.utf8_codepoint, std.utf8_char, std.tonumber, std.byte
local _ENV <const> = nil

local MOST_INSTRUCTIONS, DEEPEST_GROUP, MOST_REPEATS = 5000, 40, 1000

local DIGIT = {48, 57}
local WORD = {48, 57, 65, 90, 95, 95, 97, 122}
local SPACE = {9, 13, 32, 32}
local CLASSES = {d = {DIGIT, false}, D = {DIGIT, true}, w = {WORD, false}, W = {WORD, true}, s = {SPACE, false}, S = {SPACE, true}}
local ESCAPES = {n = 10, r = 13, t = 9, f = 12, v = 11, ["0"] = 0}
local SPECIAL = {["("] = true, [")"] = true, ["["] = true, ["|"] = true, ["*"] = true, ["+"] = true, ["?"] = true, ["{"] = true}

local function fail(message) error({regex = message}, 0) end

-- Code points of a text, or its bytes when it is not UTF-8.
local function code_points(text)
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

-- Compiler: a program of instructions {op, …} for the simulation below.
local function emit(program, instruction)
  if #program >= MOST_INSTRUCTIONS then fail("it is too large") end
  program[#program + 1] = instruction
  return #program
end

local compile_node

local function compile_optional(program, node)
  local split = emit(program, {op = "split"})
  program[split].left = #program + 1
  compile_node(program, node)
  program[split].right = #program + 1
end

local function compile_star(program, node)
  local split = emit(program, {op = "split"})
  program[split].left = #program + 1
  compile_node(program, node)
  emit(program, {op = "jump", to = split})
  program[split].right = #program + 1
end

local function compile_choice(program, items)
  local jumps = {}
  for index = 1, #items do
    if index == #items then
      compile_node(program, items[index])
    else
      local split = emit(program, {op = "split"})
      program[split].left = #program + 1
      compile_node(program, items[index])
      jumps[#jumps + 1] = emit(program, {op = "jump"})
      program[split].right = #program + 1
    end
  end
  for index = 1, #jumps do program[jumps[index]].to = #program + 1 end
end

function compile_node(program, node)
  if node.kind == "sequence" then
    for index = 1, #node.items do compile_node(program, node.items[index]) end
  elseif node.kind == "choice" then
    compile_choice(program, node.items)
  elseif node.kind == "repeat" then
    for _ = 1, node.least do compile_node(program, node.node) end
    if not node.most then
      compile_star(program, node.node)
    else
      for _ = node.least + 1, node.most do compile_optional(program, node.node) end
    end
  else
    emit(program, {op = node.kind, ranges = node.ranges, negated = node.negated})
  end
end

local function in_set(instruction, point)
  local ranges = instruction.ranges
  for index = 1, #ranges, 2 do
    if point >= ranges[index] and point <= ranges[index + 1] then return not instruction.negated end
  end
  return instruction.negated
end

-- Adds an instruction and all that it reaches without reading to the set of live ones.
local function follow(program, live, seen, start, position, length)
  local stack = {start}
  while #stack > 0 do
    local at = stack[#stack]
    stack[#stack] = nil
    if seen[at] ~= position then
      seen[at] = position
      local instruction = program[at]
      if instruction.op == "split" then
        stack[#stack + 1] = instruction.right
        stack[#stack + 1] = instruction.left
      elseif instruction.op == "jump" then
        stack[#stack + 1] = instruction.to
      elseif instruction.op == "start" then
        if position == 0 then stack[#stack + 1] = at + 1 end
      elseif instruction.op == "end" then
        if position == length then stack[#stack + 1] = at + 1 end
      else
        live[#live + 1] = at
      end
    end
  end
end

-- Compiles a pattern; nil and what is wrong with it when it is none.
function L.compile_regex(pattern)
  if not utf8_len(pattern) then return nil, "it is not UTF-8" end
  local ok, result = pcall(function()
    local cursor = {points = code_points(pattern), at = 1}
    local node = parse_alternation(cursor, 0)
    if cursor.points[cursor.at] then fail("a ) closes nothing") end
    local program = {}
    compile_node(program, node)
    emit(program, {op = "match"})
    return program
  end)
  if ok then return result end
  if type(result) == "table" and result.regex then return nil, result.regex end
  error(result, 0)
end

-- True when the whole text matches.
function L.matches_regex(program, text)
  local points = code_points(text)
  local length, seen, live = #points, {}, {}
  follow(program, live, seen, 1, 0, length)
  for position = 1, length do
    local point, after = points[position], {}
    for index = 1, #live do
      local instruction = program[live[index]]
      if instruction.op == "set" and in_set(instruction, point) then
        follow(program, after, seen, live[index] + 1, position, length)
      end
    end
    if #after == 0 then return false end
    live = after
  end
  for index = 1, #live do
    if program[live[index]].op == "match" then return true end
  end
  return false
end
