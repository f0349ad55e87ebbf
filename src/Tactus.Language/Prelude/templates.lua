-- Templates in prompts: {input.x}, {state.x}, {params.x}, {context.x}, and deeper: {input.user.name}, {input.list[1]}.
local native, G = ...
local L = native.language
local std = L.std
local type, format, gsub, match, gmatch, tonumber, rawget, concat, next = std.type, std.format, std.gsub, std.match, std.gmatch, std.tonumber, std.rawget, std.concat, std.next
local pcall, tostring, huge = std.pcall, std.tostring, std.huge
local _ENV <const> = nil

-- Data without what JSON cannot hold: bytes that are no UTF-8 go, numbers beyond all bounds become words.
local function encodable(value)
  if type(value) == "string" then return L.clean_text(value) end
  if type(value) == "number" then return value == value and value ~= huge and value ~= -huge and value or L.number_text(value) end
  if type(value) ~= "table" or L.is_null(value) then return value end
  local result = {}
  for key, item in next, value do result[encodable(key)] = encodable(item) end
  return result
end

-- A value as text for a model: strings as they are, tables as JSON.
function L.text_of(value)
  if type(value) == "string" then return value end
  if type(value) == "number" then return L.number_text(value) end
  if value == nil then return "" end
  if type(value) ~= "table" or L.is_null(value) then return tostring(value) end
  local ok, text = pcall(L.json_encode, value)
  return ok and text or L.json_encode(encodable(L.loose_copy(value)))
end

local NAMESPACES = {input = true, state = true, params = true, context = true}

local function wrong(what, whole, names)
  return L.raise("TAC1420", format("the template {%s} in %s has no value%s", whole, what, names and L.did_you_mean(match(whole, "[%w_]+$") or "", names) or ""),
    {mend = "write {input.x}, {state.x}, {params.x} or {context.x} with a name that there is"})
end

-- What a namespace holds, and the names that it knows beside those that have a value.
local function space_of(name, spaces)
  if name == "state" then return L.frame.values, L.frame.fields end
  if name == "input" then return L.frame.input or {}, L.frame.input_fields or {} end
  return spaces[name] or {}, {}
end

local function resolve(what, whole, root, path, spaces)
  local value, declared = space_of(root, spaces)
  local first = true
  for key in gmatch(path, "[%w_]+") do
    if type(value) ~= "table" or L.is_null(value) then return wrong(what, whole) end
    local item = rawget(value, key)
    if item == nil and tonumber(key) then item = rawget(value, tonumber(key)) end
    if item == nil then
      -- What is declared and not given is empty, and so is what a state without a schema does not hold yet; what nobody declared is a mistake.
      if first and (declared[key] or (root == "state" and next(declared) == nil)) then return "" end
      local names = {}
      for known in next, value do
        if type(known) == "string" then names[known] = true end
      end
      if first then
        for known in next, declared do names[known] = true end
      end
      return wrong(what, whole, next(names) ~= nil and names or nil)
    end
    value, first = item, false
  end
  return L.text_of(value)
end

-- {{ input.x }} is another spelling of {input.x}; what else templates of that kind can do is not of this language.
local function single_braces(what, text)
  local name = match(text, "{{%s*([%a_][%w_]*%.[%w_%.]*)%s*|")
  if name or match(text, "{%%") then
    L.raise("TAC1006", format("%s uses filters or blocks of {{ }} templates", what), {mend = format("write {%s}", name or "input.x")})
  end
  return gsub(text, "{{%s*(([%a_][%w_]*)[%.%[][%w_%.%[%]]*)%s*}}", function(path, root) return NAMESPACES[root] and "{" .. path .. "}" or nil end)
end

-- Fills the templates of a text. `what` names the text for errors; `spaces` = {params, context}.
function L.fill_template(what, text, spaces)
  if not match(text, "{") then return text end
  text = single_braces(what, text)
  return (gsub(text, "{(([%a_][%w_]*)([%.%[][%w_%.%[%]]*))}", function(whole, root, path)
    if NAMESPACES[root] then return resolve(what, whole, root, path, spaces) end
    local names = concat(L.sorted_keys(NAMESPACES), ", ")
    return L.raise("TAC1420", format("the template {%s} in %s has no value; known are %s", whole, what, names),
      {mend = "write {input.x}, {state.x}, {params.x} or {context.x}"})
  end))
end
