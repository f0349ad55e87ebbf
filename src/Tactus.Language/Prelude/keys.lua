-- What every declaration has in common: keys that are checked, a name from its variable, and one entry for each name.
local native, G = ...
local L = native.language
local std = L.std
local type, ipairs, format, rawget, gmatch, gsub, match, lower, math_type, tointeger, setmetatable, select =
  std.type, std.ipairs, std.format, std.rawget, std.gmatch, std.gsub, std.match, std.lower, std.math_type, std.tointeger, std.setmetatable, std.select
local _ENV <const> = nil

local A = {
  string = "a string", text = "a string that is not empty", number = "a number", count = "a whole number above 0", boolean = "true or false",
  table = "a table", ["function"] = "a function", any = "a value", field = "a field",
}

local CHECK = {
  text = function(value) return type(value) == "string" and value ~= "" end,
  count = function(value)
    local number = math_type(value) and tointeger(value)
    return number and number > 0
  end,
  table = function(value) return type(value) == "table" and not L.is_null(value) end,
  any = function(value) return value ~= nil end,
  field = L.is_field,
  number = function(value) return type(value) == "number" and value == value end,
}

local function fits(wanted, value)
  for kind in gmatch(wanted, "%a+") do
    local check = CHECK[kind]
    if check then
      if check(value) then return true end
    elseif type(value) == kind then
      return true
    end
  end
  return false
end

local function words(wanted)
  local text
  for kind in gmatch(wanted, "%a+") do text = text and text .. " or " .. A[kind] or A[kind] end
  return text
end

-- Holds a table against its keys. `known`: key -> the types it may have ("string|function"); `older`: key -> what it is called now. Entries without
-- a name pass when `positional` is true.
function L.check_keys(what, declaration, known, older, positional)
  for _, key in ipairs(L.keys_in_order(declaration)) do
    local wanted = known[key]
    if older and older[key] then
      L.raise("TAC1006", format("'%s' of %s is an older spelling", key, what), {mend = "it is now " .. older[key]})
    elseif type(key) == "number" and not positional then
      L.raise("TAC1003", format("%s has an entry without a name", what), {mend = "give every entry a name; " .. L.known_keys(known)})
    elseif not wanted and not (positional and type(key) == "number") then
      L.raise("TAC1002", format("%s has no key %s%s", what, L.show(key), L.did_you_mean(key, known)))
    elseif wanted and not fits(wanted, rawget(declaration, key)) then
      local value = rawget(declaration, key)
      L.raise("TAC1003", format("'%s' of %s must be %s, and is %s", key, what, words(wanted),
        type(value) == "string" and L.show(value) or (type(value) == "number" and L.number_text(value)) or L.type_name(value)))
    end
  end
end

-- The table that a declaration was given, or an error that shows how to write it.
function L.declaration_of(kind, ...)
  local value = ...
  if select("#", ...) ~= 1 or not CHECK.table(value) or L.is_field(value) then
    L.raise("TAC1003", format("%s takes one table, and got %s", kind, select("#", ...) > 1 and "more than one value" or L.type_name(value)),
      {mend = format("write name = %s {…}", kind)})
  end
  return value
end

local function place_text(entry) return format("%s:%d", entry.file or "?", entry.line or 0) end

-- A local variable of a module is nobody else's affair: where its name is taken, the entry is called by its file, too.
local function give_way(registry, entry)
  registry[entry.name] = nil
  entry.name = entry.file .. ":" .. entry.name
  registry[entry.name] = entry
end

-- Takes an entry {name, file, line, private} into its registry. A line that runs again declares the same thing anew; whether it did.
function L.register(kind, registry, entry)
  local other = registry[entry.name]
  if other and other.file ~= entry.file then
    if entry.private then
      entry.name = entry.file .. ":" .. entry.name
      other = registry[entry.name]
    elseif other.private then
      give_way(registry, other)
      other = nil
    end
  end
  if other and (other.file ~= entry.file or other.line ~= entry.line) then
    L.raise("TAC1005", format("two %ss are called '%s': %s and %s", lower(kind), entry.name, place_text(other), place_text(entry)),
      {mend = format("give one of them another name: other = %s {…}", kind)})
  end
  registry[entry.name] = entry
  return other ~= nil
end

-- The name of a declaration: one that stands before the braces, an explicit one, which the variable must not contradict, or the variable's. Nil when it
-- has none.
function L.name_of(kind, explicit, before)
  local file, line = L.place()
  if before then
    if explicit ~= nil and explicit ~= before then
      L.raise("TAC1003", format("the %s has two names: '%s' and %s", lower(kind), before, L.show(explicit)), {mend = "leave one of them out"})
    end
    return before, file, line
  end
  local variable, is_local = L.declared_name(kind, file, line)
  if explicit == nil then return variable, file, line, is_local and L.is_module(file) end
  if type(explicit) ~= "string" or explicit == "" then
    L.raise("TAC1003", format("'name' of %s must be a string that is not empty, and is %s", kind, explicit == "" and "empty" or L.type_name(explicit)))
  end
  -- A local variable is the file's own affair; the dialect knows its names by what they say of themselves.
  if variable and not is_local and variable ~= explicit then
    L.raise("TAC1003", format("the %s is called '%s' and stands in the variable '%s'", lower(kind), explicit, variable),
      {mend = "leave the name out, or give the variable the same one"})
  end
  return explicit, file, line
end

-- A name that a model may be told: letters, digits, _ and -, at most 64.
function L.is_tool_name(name) return #name <= 64 and match(name, "^[%w_-]+$") ~= nil end

-- The entry of a name, or an error with the nearest one.
function L.find_declared(kind, registry, name)
  local entry = registry[name]
  if entry then return entry end
  return L.raise("TAC1410", format("there is no %s %s%s", lower(kind), L.show(name), std.next(registry) ~= nil and L.did_you_mean(name, registry) or ""),
    {mend = format("declare it: %s = %s {…}", type(name) == "string" and match(name, "^[%a_][%w_]*$") or "name", kind)})
end

-- A function that fails with an error of the language, for names that are no longer.
function L.refuse(code, message, mend)
  return function() return L.raise(code, message, {mend = mend}) end
end

-- A table that user code can index and call and nothing else. `shown` is what getmetatable tells.
function L.sealed(shown, meta)
  meta.__metatable, meta.__name = shown, shown
  meta.__newindex = meta.__newindex or function(_, key)
    L.raise("TAC1003", format("%s cannot be changed (%s)", shown, L.show(key)))
  end
  return setmetatable({}, meta)
end

-- Requires a file by its path: "./helpers/math.tac" is the module helpers.math.
function L.require_file(path)
  return std.require((gsub(gsub(gsub(path, "^%./", ""), "%.tac$", ""), "/", ".")))
end
