-- Regular expressions for `pattern`, matched against the whole text in time linear in its length: a program of instructions {op, …},
-- all of whose paths are followed at once. An untrusted pattern cannot hang a run.
local native, G = ...
local L = native.language
local std = L.std
local error, pcall, type, utf8_len = std.error, std.pcall, std.type, std.utf8_len
local _ENV <const> = nil

local MOST_INSTRUCTIONS = 5000

local function emit(program, instruction)
  if #program >= MOST_INSTRUCTIONS then error({regex = "it is too large"}, 0) end
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
    local program = {}
    compile_node(program, L.parse_regex(pattern))
    emit(program, {op = "match"})
    return program
  end)
  if ok then return result end
  if type(result) == "table" and result.regex then return nil, result.regex end
  error(result, 0)
end

-- True when the whole text matches.
function L.matches_regex(program, text)
  local points = L.code_points(text)
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
