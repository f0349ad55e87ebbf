-- Hitl("name", {…}): a question declared once, which calls of Human.* name by config_key. What the call says itself wins.
local native, G = ...
local L = native.language
local std = L.std
local type, next, ipairs, format, rawget = std.type, std.next, std.ipairs, std.format, std.rawget
local _ENV <const> = nil

-- Name -> {kind, options, file, line}; kind is nil when the declaration leaves it open.
local declared = {}
-- Every option of any question, to check a declaration that names no type.
local ALL = {type = true}
for _, known in next, L.question_types() do
  for key in next, known do ALL[key] = true end
end

local function kind_of(name, given)
  if given == nil then return nil end
  local kind = L.question_type(given)
  if kind then return kind end
  return L.raise("TAC1003", format("'type' of Hitl %s is no type of question: %s%s", L.show(name), L.show(given),
    L.did_you_mean(given, L.question_types())))
end

local function check_keys(name, kind, options)
  local known = kind and L.question_keys(kind) or ALL
  for _, key in ipairs(L.keys_in_order(options)) do
    if key ~= "type" and not known[key] then
      L.raise("TAC1002", format("Hitl %s has no key %s%s", L.show(name), L.show(key), L.did_you_mean(key, known)))
    end
  end
end

function G.Hitl(name, options)
  local mend = 'write Hitl("name", {type = "approve", message = "…"})'
  if type(name) ~= "string" or name == "" then
    L.raise("TAC1003", "Hitl takes a name and a table, and got " .. L.type_name(name) .. " as the name", {mend = mend})
  end
  if type(options) ~= "table" or L.is_null(options) then
    L.raise("TAC1003", format("Hitl %s takes a table, and got %s", L.show(name), L.type_name(options)), {mend = mend})
  end
  local file, line = L.place()
  local other = declared[name]
  if other then
    L.raise("TAC1005", format("two Hitl are called %s: %s:%d and %s:%d", L.show(name), other.file or "?", other.line or 0, file or "?", line or 0))
  end
  local kind = kind_of(name, rawget(options, "type"))
  check_keys(name, kind, options)
  local why = L.why_not_data(options, "Hitl")
  if why then L.raise("TAC1003", why) end
  local kept = L.copy(options)
  kept.type = nil
  if kind then L.check_question(kind, kept, format("Hitl %s", L.show(name)), "TAC1003") end
  declared[name] = {kind = kind, options = kept, file = file, line = line}
end

-- The options of a call with those of its declaration below them.
function L.merge_declared(kind, name, options, call)
  if type(name) ~= "string" then
    L.raise("TAC1231", format("'config_key' of %s must be the name of a Hitl, and is %s", call, L.type_name(name)))
  end
  local found = declared[name]
  if not found then
    local hint = next(declared) ~= nil and L.did_you_mean(name, declared) or "; the file declares none"
    L.raise("TAC1231", format("there is no Hitl %s%s", L.show(name), hint), {mend = format('declare Hitl("%s", {…}) before it is used', name)})
  end
  if found.kind and found.kind ~= kind then
    L.raise("TAC1231", format("Hitl %s is of the type %s, and %s asks for %s", L.show(name), found.kind, call, kind))
  end
  local merged = {}
  for key, value in next, found.options do merged[key] = value end
  for key, value in next, options do
    if key ~= "config_key" then merged[key] = value end
  end
  return merged
end
