-- Mocks {…}: what agents, tools and models answer in a run with mocks.
local native, G = ...
local L = native.language
local std = L.std
local type, format, rawget, rawlen, match, find, sub, next, ipairs =
  std.type, std.format, std.rawget, std.rawlen, std.match, std.find, std.sub, std.next, std.ipairs
local _ENV <const> = nil

-- Name -> mock, as declared; name -> mock, as a step of a test set it, which counts in any test.
local declared, set = {}, {}

local KEYS = {
  returns = "any", ["return"] = "any", temporal = "table", conditional = "table", conditional_mocks = "table", error = "any",
  message = "string", response = "string|table", tool_calls = "table", data = "any", usage = "table",
}
local OF_AGENT = {message = true, response = true, tool_calls = true, data = true, usage = true}

local function wrong(message, mend) return L.raise("TAC1440", message, {mend = mend}) end

local function is_list(value) return type(value) == "table" and not L.is_null(value) and rawlen(value) > 0 end

local function check_calls(what, calls)
  for index = 1, rawlen(calls) do
    local call = rawget(calls, index)
    local name = type(call) == "table" and (rawget(call, "tool") or rawget(call, "name"))
    if type(name) ~= "string" and not L.tool_name(name) then
      wrong(format("tool_calls[%d] of %s names no tool", index, what), 'write tool_calls = { {tool = "done", args = {…}} }')
    end
  end
end

local function check_conditions(what, list)
  for index = 1, rawlen(list) do
    local one = rawget(list, index)
    if type(one) ~= "table" or type(rawget(one, "when")) ~= "table" then
      wrong(format("conditional[%d] of %s has no 'when'", index, what), 'write conditional = { {when = {x = "contains:ab"}, returns = {…}} }')
    end
  end
end

local function check(name, mock)
  local what = format("the mock of '%s'", name)
  if type(mock) ~= "table" or L.is_null(mock) then
    wrong(format("%s must be a table, and is %s", what, L.type_name(mock)), format("write %s = { returns = … }", name))
  end
  L.check_keys(what, mock, KEYS)
  if next(mock) == nil then wrong(what .. " is empty", "write returns, temporal, conditional, error, or message and tool_calls for an agent") end
  for _, key in ipairs {"temporal", "conditional", "conditional_mocks"} do
    local list = rawget(mock, key)
    if list and not is_list(list) then wrong(format("'%s' of %s must be a list that is not empty", key, what)) end
  end
  if mock.tool_calls then check_calls(what, mock.tool_calls) end
  for _, key in ipairs {"conditional", "conditional_mocks"} do
    if rawget(mock, key) then check_conditions(what, rawget(mock, key)) end
  end
  return mock
end

function G.Mocks(declaration)
  if type(declaration) ~= "table" or L.is_null(declaration) then
    L.raise("TAC1003", "Mocks takes one table, and got " .. L.type_name(declaration), {mend = "write Mocks { name = { returns = {…} } }"})
  end
  for _, name in ipairs(L.keys_in_order(declaration)) do
    if type(name) ~= "string" then wrong("Mocks names what each mock stands for", "write Mocks { name = { returns = {…} } }") end
    if declared[name] then wrong(format("there are two mocks of '%s'", name)) end
    declared[name] = check(name, rawget(declaration, name))
  end
end

function L.mock_names() return L.sorted_keys(declared) end

-- Sets, or with nil takes away, what a step of a test says.
function L.set_mock(name, mock)
  set[name] = mock and check(name, mock)
end

local function of_agent(mock)
  for key in next, mock do
    if OF_AGENT[key] then return true end
  end
  return false
end

-- True when a table says what an agent does in a turn, and is not data that it answers.
L.is_agent_mock = of_agent

-- The mock that stands for a name now, or nil.
function L.mock_of(name) return set[name] or (L.mock and declared[name]) or nil end

local function only_agent()
  local agents = L.agents()
  local name = next(agents)
  return name and next(agents, name) == nil and name or nil
end

-- The mock of an agent. One that names no agent at all stands for the only one that there is.
function L.agent_mock_of(name)
  local found = L.mock_of(name)
  if found or only_agent() ~= name then return found end
  local others = {set, L.mock and declared or nil}
  for index = 1, #others do
    for _, other in ipairs(L.sorted_keys(others[index])) do
      if of_agent(others[index][other]) and not L.tools()[other] and not L.models()[other] then return others[index][other] end
    end
  end
  return nil
end

local function fits(wanted, value)
  if type(wanted) ~= "string" then return L.same(wanted, value) end
  local kind, rest = match(wanted, "^(%a+):(.*)$")
  local text = L.text_of(value)
  if kind == "contains" then return find(text, rest, 1, true) ~= nil end
  if kind == "startswith" then return sub(text, 1, #rest) == rest end
  if kind == "endswith" then return rest == "" or sub(text, -#rest) == rest end
  return text == wanted
end

local function meets(when, arguments)
  for key, wanted in next, when do
    if arguments[key] == nil or not fits(wanted, arguments[key]) then return false end
  end
  return true
end

local function value_of(one)
  if type(one) == "table" and not L.is_null(one) then
    if rawget(one, "returns") ~= nil then return L.copy(rawget(one, "returns")) end
    if rawget(one, "return") ~= nil then return L.copy(rawget(one, "return")) end
  end
  return L.copy(one)
end

-- A list's entry for call number n; the last one is repeated.
local function at_time(list, n) return list[std.min(n, rawlen(list))] end

L.mock_at = at_time

function L.mock_error(name, text)
  return L.raise("TAC1441", text == true and format("the mock of '%s' fails", name) or L.text_of(text), {kind = "failed"})
end

-- The entry whose `when` the arguments meet, or nil.
function L.mock_case(mock, arguments)
  local cases = mock.conditional or mock.conditional_mocks
  for index = 1, cases and rawlen(cases) or 0 do
    if meets(cases[index].when, arguments) then return cases[index] end
  end
  return nil
end

-- What a mock answers for a tool or a model: an error before what follows the number of the call, that before conditions, those before the one value.
function L.tool_mock_answer(name, arguments)
  local mock = L.mock_of(name)
  L.note({op = "mocked", name = name})
  if mock.error then return L.mock_error(name, mock.error) end
  if mock.temporal then
    local one = at_time(mock.temporal, L.mocked(name))
    if type(one) == "table" and rawget(one, "error") then return L.mock_error(name, one.error) end
    return value_of(one)
  end
  local case = L.mock_case(mock, arguments)
  if case then return value_of(case) end
  return value_of({returns = mock.returns == nil and mock["return"] or mock.returns})
end

-- Lets mocks answer the procedure's own calls of host tools in a run with mocks. A test has stand-ins of its own.
function L.use_mocks()
  L.set_stand_in(function(kind, name, arguments)
    if kind ~= "host.call" or not L.mock_of(name) then return false end
    return true, L.tool_mock_answer(name, arguments)
  end)
end
