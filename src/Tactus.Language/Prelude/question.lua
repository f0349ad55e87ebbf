-- The shape of a question to a person: which options each call has, what each must be, and what the broker is sent for it.
local native, G = ...
local L = native.language
local std = L.std
local type, ipairs, format, rawget, rawlen = std.type, std.ipairs, std.format, std.rawget, std.rawlen
local match, gsub, lower, concat, math_type, tointeger, huge =
  std.match, std.gsub, std.lower, std.concat, std.math_type, std.tointeger, std.huge
local _ENV <const> = nil

-- A hundred years: what is longer is a mistake, and its end would leave the clock's range.
local MOST_SECONDS = 100 * 365.25 * 24 * 3600

-- Every check below gets a value that is there, and the words that name it; it returns what is sent, or raises.
local function must(where, what, value, mend)
  L.raise(where.code, format("'%s' of %s must be %s, and is %s", where.field, where.call, what, L.type_name(value)), {mend = mend})
end

local function broken(where, why, mend)
  L.raise(where.code, format("'%s' of %s %s", where.field, where.call, why), {mend = mend})
end

local function text(value, where)
  if type(value) ~= "string" then must(where, "a string", value) end
  if value == "" then broken(where, "must not be empty") end
  return value
end

local function any_text(value, where)
  if type(value) ~= "string" then must(where, "a string", value) end
  return value
end

local function flag(value, where)
  if type(value) ~= "boolean" then must(where, "true or false", value) end
  return value
end

local function data(value, where)
  local why = L.why_not_data(value, where.field)
  if why then L.raise(where.code, format("%s cannot take %s", where.call, why)) end
  return value
end

-- Checks a number of seconds; also for Sleep and Retry.
function L.check_seconds(value, where, least)
  if not math_type(value) or value ~= value then must(where, "a number of seconds", value) end
  if value < 0 or (least and value <= least) or value == huge or value > MOST_SECONDS then
    broken(where, format("must be %s and at most a hundred years, in seconds, and is %s",
      least and "above 0" or "0 or more", L.number_text(value)))
  end
  return tointeger(value) or value
end

local function timeout(value, where) return L.check_seconds(value, where, 0) end

local function count(value, where)
  local number = math_type(value) and tointeger(value)
  if not number or number < 0 then must(where, "a whole number that is not negative", value) end
  return number
end

local function one_of(...)
  local known, names = {}, {...}
  for _, name in ipairs(names) do known[name] = true end
  return function(value, where)
    if type(value) ~= "string" then must(where, "one of " .. concat(names, ", "), value) end
    if not known[value] then broken(where, format("cannot be %s%s", L.show(value), L.did_you_mean(value, known))) end
    return value
  end
end

-- A plain copy, since a metatable could add entries behind the last one.
local function list(value, where)
  if type(value) ~= "table" or L.is_null(value) or L.shape(value) ~= "list" or rawlen(value) == 0 then
    must(where, "a list with at least one entry", value)
  end
  local items = {}
  for index = 1, rawlen(value) do items[index] = rawget(value, index) end
  return items
end

local UNITS = {[""] = 1, b = 1, k = 1 << 10, kb = 1 << 10, m = 1 << 20, mb = 1 << 20, g = 1 << 30, gb = 1 << 30}

-- "10MB" or a number of bytes.
local function bytes(value, where)
  local amount = value
  if type(value) == "string" then
    local digits, unit = match(value, "^%s*(%d+%.?%d*)%s*(%a*)%s*$")
    local factor = digits and UNITS[lower(unit)]
    if not factor then broken(where, format("is no size: %s", L.show(value)), 'write a number of bytes, or "10MB"') end
    amount = std.tonumber(digits) * factor // 1
  end
  amount = math_type(amount) and tointeger(amount)
  if not amount or amount <= 0 then must(where, 'a size such as "10MB" above 0', value) end
  return amount
end

-- Each option is a text, or a table {label =, value =}; `value` is what the procedure gets.
local function choices(value, where)
  local result, seen = L.as_list({}), {}
  for index, option in ipairs(list(value, where)) do
    local label, answer = option, option
    if type(option) == "table" and not L.is_null(option) then
      label, answer = rawget(option, "label"), rawget(option, "value")
      if answer == nil then answer = label end
      if label == nil and answer ~= nil then label = L.tostring(answer) end
    elseif type(option) == "number" or type(option) == "boolean" then
      label = L.tostring(option)
    end
    local at = {code = where.code, call = where.call, field = format("%s[%d]", where.field, index)}
    text(label, at)
    if type(answer) == "table" then broken(at, "must have a string, a number or a boolean as its value") end
    if seen[label] then broken(at, format("stands twice: %s", L.show(label))) end
    seen[label] = true
    result[index] = {label = label, value = answer}
  end
  return result
end

-- "approve" becomes "Approve", as in every dialect: each word begins with a capital.
local function title(word)
  return gsub(lower(word), "%f[%a]%a", std.upper)
end

local function decision_label(option, at)
  if type(option) == "table" and not L.is_null(option) then
    return text(rawget(option, "label"), {code = at.code, call = at.call, field = at.field .. ".label"})
  end
  return (title(text(option, at)))
end

local function decisions(value, where)
  local result, seen = L.as_list({}), {}
  for index, option in ipairs(list(value, where)) do
    local at = {code = where.code, call = where.call, field = format("%s[%d]", where.field, index)}
    local label = decision_label(option, at)
    if seen[label] then broken(at, format("stands twice: %s", L.show(label))) end
    seen[label] = true
    result[index] = {label = label, value = label}
  end
  return result
end

local function patterns(value, where)
  if type(value) == "string" then value = {value} end
  local result = L.as_list({})
  for index, pattern in ipairs(list(value, where)) do
    result[index] = text(pattern, {code = where.code, call = where.call, field = format("%s[%d]", where.field, index)})
  end
  return result
end

local function actions(value, where)
  local result = L.as_list({})
  for index, action in ipairs(list(value, where)) do
    local at = {code = where.code, call = where.call, field = format("%s[%d]", where.field, index)}
    if type(action) ~= "table" or L.is_null(action) then must(at, "a table {id =, label =}", action) end
    at.field = at.field .. ".id"
    local id = text(rawget(action, "id"), at)
    result[index] = {id = id, label = rawget(action, "label") == nil and id or any_text(rawget(action, "label"), at)}
  end
  return result
end

local SEVERITY = one_of("info", "warning", "error", "critical")

local KEYS = {
  approve = {message = text, context = data, timeout = timeout, default = flag},
  input = {message = text, context = data, placeholder = any_text, timeout = timeout, default = data},
  select = {
    message = text, context = data, options = choices, mode = one_of("single", "multiple"), style = text, min = count, max = count,
    default = data, timeout = timeout,
  },
  multiple = {message = text, context = data, timeout = timeout, items = data},
  review = {
    message = text, context = data, artifact = data, artifact_type = text, original = data, options = decisions, default = data,
    timeout = timeout,
  },
  upload = {message = text, context = data, accept = patterns, max_size = bytes, multiple = flag, timeout = timeout},
  escalate = {message = text, context = data, severity = SEVERITY},
  custom = {component_type = text, message = text, context = data, data = data, actions = actions, default = data, timeout = timeout},
}

-- What a question of a type may hold; nil for no type.
function L.question_keys(kind) return KEYS[kind] end

-- The types of an older dialect, and what they are called now.
local ALIASES = {approval = "approve", inputs = "multiple", escalation = "escalate", text = "input"}

-- The type that a name means, or nil.
function L.question_type(name)
  if type(name) ~= "string" then return nil end
  name = ALIASES[name] or name
  return KEYS[name] and name or nil
end

function L.question_types() return KEYS end

-- Checks and converts the options of one question; `ignored` are keys that mean something to the caller. Options are read in a fixed
-- order, so that of several mistakes the same one is always told.
function L.check_question(kind, options, call, code, ignored)
  local known, question = KEYS[kind], {}
  for _, key in ipairs(L.keys_in_order(options)) do
    if not (ignored and ignored[key]) then
      local check = known[key]
      if not check then
        if kind == "escalate" and key == "timeout" then
          L.raise(code, format("%s has no timeout: it waits until somebody answers", call))
        end
        L.raise(code, format("%s has no option %s%s", call, L.show(key), L.did_you_mean(key, known)))
      end
      question[key] = check(options[key], {code = code, call = call, field = key})
    end
  end
  return question
end

local function is_value_of(question, value)
  for _, option in ipairs(question.options) do
    if L.same(option.value, value) or (type(value) == "string" and option.label == value) then return option end
  end
  return nil
end

local function check_select(question, where)
  local many = question.mode == "multiple"
  question.mode = question.mode or "single"
  for _, bound in ipairs {"min", "max"} do
    where.field = bound
    if question[bound] and not many then broken(where, 'needs mode = "multiple"') end
    if question[bound] and question[bound] > #question.options then
      broken(where, format("is %d, and there are %d options", question[bound], #question.options))
    end
  end
  if question.min and question.max and question.min > question.max then
    where.field = "min"
    broken(where, format("(%d) is greater than 'max' (%d)", question.min, question.max))
  end
  if question.default == nil then return end
  where.field = "default"
  local given = many and list(question.default, where) or {question.default}
  local chosen = L.as_list({})
  for index, value in ipairs(given) do
    local option = is_value_of(question, value)
    if not option then broken(where, format("%s is none of the options", L.show(value))) end
    chosen[index] = option.value
  end
  question.default = many and chosen or chosen[1]
end

local function check_review(question, where)
  where.field = "options"
  question.options = question.options or decisions({"approve", "reject"}, where)
  if question.default == nil then return end
  where.field = "default"
  local given, decision = question.default, nil
  if type(given) == "table" and not L.is_null(given) then decision = rawget(given, "decision") else decision = given end
  local option = type(decision) == "string" and (is_value_of(question, decision) or is_value_of(question, (title(decision))))
  if not option then broken(where, format("%s is none of the decisions", L.show(decision))) end
  question.default = type(given) == "table" and L.copy(given) or {}
  question.default.decision = option.value
end

-- What must be there and fit together, once all options are merged. Fills in the defaults of the dialect.
function L.complete_question(kind, question, call, code)
  local where = {code = code, call = call, field = "message"}
  if question.message == nil then L.raise(code, format("%s needs 'message'", call), {mend = format('write %s{message = "…"}', call)}) end
  if kind == "approve" and question.default == nil then
    question.default = false
  elseif kind == "input" and question.default ~= nil and not L.is_null(question.default) then
    where.field = "default"
    any_text(question.default, where)
  elseif kind == "select" then
    where.field = "options"
    if question.options == nil then L.raise(code, format("%s needs 'options'", call), {mend = 'options = {"one", "other"}'}) end
    check_select(question, where)
  elseif kind == "review" then
    check_review(question, where)
  elseif kind == "escalate" then
    question.severity = question.severity or "error"
  elseif kind == "custom" and question.component_type == nil then
    L.raise(code, format("%s needs 'component_type'", call))
  end
  return question
end
