-- Human.*: questions to people. Each is one effect; the broker asks, waits, and answers when a person did or the time is up.
local native, G = ...
local L = native.language
local std = L.std
local type, ipairs, format, rawget, rawlen = std.type, std.ipairs, std.format, std.rawget, std.rawlen
local _ENV <const> = nil

local CODE = "TAC1230"

local function options_of(call, given)
  if type(given) == "string" then return {message = given} end
  if type(given) ~= "table" or L.is_null(given) then
    L.raise(CODE, format("%s takes a message or a table of options, and got %s", call, L.type_name(given)),
      {mend = format('write %s("…") or %s{message = "…"}', call, call)})
  end
  return given
end

local function question_of(kind, call, given)
  local options = options_of(call, given)
  local name = rawget(options, "config_key")
  if name ~= nil then options = L.merge_declared(kind, name, options, call) end
  return L.complete_question(kind, L.check_question(kind, options, call, CODE), call, CODE)
end

local function ask(kind)
  local call = "Human." .. kind
  return function(given) return L.perform("human.ask", kind, question_of(kind, call, given)) end
end

-- What one question of several may be; the others need a screen of their own.
local ITEM_TYPES = {approve = true, input = true, select = true, review = true, upload = true}
local ITEM_KEYS = {id = true, label = true, type = true, required = true, metadata = true}

local function item_text(item, key, at)
  local value = rawget(item, key)
  if type(value) ~= "string" or value == "" then
    L.raise(CODE, format("'%s' of %s must be a string that is not empty, and is %s", key, at, value == "" and "empty" or L.type_name(value)))
  end
  return value
end

local function item_kind(item, at)
  local given = item_text(item, "type", at)
  local kind = L.question_type(given)
  if not kind or not ITEM_TYPES[kind] then
    L.raise(CODE, format("'type' of %s cannot be %s%s", at, L.show(given), L.did_you_mean(given, ITEM_TYPES)))
  end
  return kind
end

local function item_flag(item, at)
  local value = rawget(item, "required")
  if value == nil then return true end
  if type(value) ~= "boolean" then L.raise(CODE, format("'required' of %s must be true or false, and is %s", at, L.type_name(value))) end
  return value
end

local function item_of(item, index)
  local at = format("Human.multiple[%d]", index)
  if type(item) ~= "table" or L.is_null(item) then L.raise(CODE, format("%s must be a table, and is %s", at, L.type_name(item))) end
  local id, label, kind = item_text(item, "id", at), item_text(item, "label", at), item_kind(item, at)
  local question = L.check_question(kind, item, at, CODE, ITEM_KEYS)
  local has_default = question.default ~= nil
  if question.timeout then L.raise(CODE, format("'timeout' of %s stands beside the list, not in an entry", at)) end
  L.complete_question(kind, question, at, CODE)
  if not has_default and kind == "approve" then question.default = nil end
  local why = L.why_not_data(rawget(item, "metadata"), "metadata")
  if why then L.raise(CODE, format("%s of %s", why, at)) end
  question.id, question.label, question.type, question.required = id, label, kind, item_flag(item, at)
  question.metadata = rawget(item, "metadata")
  return question
end

-- At the time-out every entry answers with its own default, provided that no required one lacks it.
local function default_of(items)
  local values = {}
  for _, item in ipairs(items) do
    if item.default ~= nil then values[item.id] = item.default elseif item.required then return nil end
  end
  return values
end

-- The list, and beside it in the same braces what concerns all of it: message, context, timeout, config_key.
local function several(given)
  local call = "Human.multiple"
  if type(given) ~= "table" or L.is_null(given) then
    L.raise(CODE, format("%s takes a list of questions, and got %s", call, L.type_name(given)),
      {mend = call .. '{ {id = "a", label = "A", type = "input", message = "…"} }'})
  end
  local list, options = {}, {}
  for _, key in ipairs(L.keys_in_order(given)) do
    if type(key) == "string" then options[key] = rawget(given, key) end
  end
  for index = 1, rawlen(given) do list[index] = rawget(given, index) end
  if options.config_key ~= nil then options = L.merge_declared("multiple", options.config_key, options, call) end
  if #list == 0 and type(options.items) == "table" then list = options.items end
  options.items = nil
  if #list == 0 then L.raise(CODE, call .. " needs at least one question") end
  local question = L.check_question("multiple", options, call, CODE)
  question.message = question.message or "Several answers are needed"
  local seen, items = {}, L.as_list({})
  for index = 1, #list do
    local item = item_of(list[index], index)
    if seen[item.id] then L.raise(CODE, format("the id %s of %s stands twice", L.show(item.id), call)) end
    seen[item.id], items[index] = true, item
  end
  question.items, question.default = items, default_of(items)
  return L.perform("human.ask", "multiple", question)
end

G.Human = {
  approve = ask("approve"), input = ask("input"), select = ask("select"), review = ask("review"), upload = ask("upload"),
  escalate = ask("escalate"), custom = ask("custom"), multiple = several,
  inputs = function(given)
    L.log("warn", "Human.inputs is an older name of Human.multiple")
    return several(given)
  end,
}
