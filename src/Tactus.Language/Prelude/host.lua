-- Host.call and File.*: what a procedure asks of the broker.
local native, G = ...
local L = native.language
local std = L.std
local type, format, math_type, tointeger, rawget = std.type, std.format, std.math_type, std.tointeger, std.rawget
local _ENV <const> = nil

-- Longest name of a tool, a path or a checkpoint, in bytes; Linux knows no longer path.
local LONGEST_NAME = 4096

function L.check_name(what, name)
  if #name > LONGEST_NAME then L.raise("TAC1201", format("the name for %s has %d bytes; the most is %d", what, #name, LONGEST_NAME)) end
end

local function wrong(message, mend) return L.raise("TAC1201", message, {mend = mend}) end

G.Host = {
  call = function(name, arguments)
    if type(name) ~= "string" then wrong("Host.call needs the name of a host tool, and got " .. L.type_name(name)) end
    if name == "" then wrong("Host.call needs the name of a host tool, and got an empty string") end
    L.check_name("Host.call", name)
    if arguments == nil then arguments = {} end
    if type(arguments) ~= "table" or L.is_null(arguments) then
      wrong("the arguments of Host.call must be a table, and are " .. L.type_name(arguments), 'write Host.call("name", {key = value})')
    end
    if std.rawlen(arguments) > 0 then
      wrong("the arguments of Host.call must have names, and are a list", 'write Host.call("name", {key = value})')
    end
    return L.perform("host.call", name, arguments)
  end,
}

local function path_of(operation, path)
  if type(path) ~= "string" then wrong(format("File.%s needs a path, and got %s", operation, L.type_name(path))) end
  if path == "" then wrong(format("File.%s needs a path, and got an empty string", operation)) end
  L.check_name("File." .. operation, path)
  return path
end

-- Checks an options table and returns it; every key must be in `known`, which gives its type.
local function options_of(operation, options, known)
  if options == nil then return {} end
  if type(options) ~= "table" or L.is_null(options) then
    wrong(format("the options of File.%s must be a table, and are %s", operation, L.type_name(options)))
  end
  for _, key in std.ipairs(L.keys_in_order(options)) do
    local wanted = known[key]
    if not wanted then wrong(format("File.%s has no option %s%s", operation, L.show(key), L.did_you_mean(key, known))) end
    local value = rawget(options, key)
    if wanted == "integer" then
      local number = math_type(value) and tointeger(value)
      if not number or number < 0 then
        wrong(format("the option '%s' of File.%s must be an integer that is not negative", key, operation))
      end
    elseif type(value) ~= wanted then
      wrong(format("the option '%s' of File.%s must be a %s, and is %s", key, operation, wanted, L.type_name(value)))
    end
  end
  return options
end

local function content_of(operation, content)
  if type(content) == "number" then return L.number_text(content) end
  if type(content) ~= "string" then
    wrong(format("File.%s needs the content as a string, and got %s", operation, L.type_name(content)),
      type(content) == "table" and "Json.encode(value) makes a string of a table" or nil)
  end
  return content
end

G.File = {
  read = function(path, options)
    path_of("read", path)
    options = options_of("read", options, {offset = "integer", length = "integer"})
    return L.perform("file.read", path, {
      path = path, offset = tointeger(rawget(options, "offset")), length = tointeger(rawget(options, "length")),
    })
  end,
  write = function(path, content)
    return L.perform("file.write", path_of("write", path), {path = path, content = content_of("write", content)})
  end,
  append = function(path, content)
    return L.perform("file.append", path_of("append", path), {path = path, content = content_of("append", content)})
  end,
  exists = function(path) return L.perform("file.exists", path_of("exists", path), {path = path}) end,
  size = function(path) return L.perform("file.size", path_of("size", path), {path = path}) end,
  list = function(path, options)
    if path == nil then path = "." end
    path_of("list", path)
    options = options_of("list", options, {recursive = "boolean"})
    return L.perform("file.list", path, {path = path, recursive = rawget(options, "recursive")})
  end,
  remove = function(path) return L.perform("file.remove", path_of("remove", path), {path = path}) end,
}
