-- Toolset { type = …, … }: the form in which configurations of the Python dialect write toolsets. Each type says where the tools come from.
local native, G = ...
local L = native.language
local std = L.std
local type, format, rawget, rawlen, match, gsub = std.type, std.format, std.rawget, std.rawlen, std.match, std.gsub
local _ENV <const> = nil

local function wrong(message, mend) return L.raise("TAC1417", message, {mend = mend}) end

-- The toolset that a key names, as a function: it may be declared further down.
local function later(what, key, value)
  if L.toolset_of(value) then return function() return L.toolset_of(value) end end
  if type(value) ~= "string" or value == "" then
    wrong(format("'%s' of %s must be a toolset or the name of one, and is %s", key, what, L.type_name(value)))
  end
  return function()
    return L.find_toolset(value) or wrong(format("'%s' of %s: there is no toolset %s%s", key, what, L.show(value), L.did_you_mean(value, L.toolsets())))
  end
end

local function list_of(what, key, value)
  if type(value) ~= "table" or L.is_null(value) or rawlen(value) == 0 then wrong(format("'%s' of %s must be a list that is not empty", key, what)) end
  return value
end

-- Programs beside the procedure. A folder would have to be read, and the procedure sees no files before it runs.
local function plugins(what, paths)
  local tools = {}
  for index = 1, rawlen(list_of(what, "paths", paths)) do
    local path = rawget(paths, index)
    local name = type(path) == "string" and match(path, "([^/]+)%.%w+$")
    if name then
      tools[#tools + 1] = L.tool_handle({name = L.check_tool_name(name), source = "plugin", target = (gsub(path, "^%./", ""))})
    elseif not L.mock then
      wrong(format("paths[%d] of %s names no program: %s", index, what, L.show(path)), 'name each program: paths = {"./tools/weather.py"}')
    end
  end
  return {tools = tools}
end

local TYPES = {}

function TYPES.lua() return nil end

function TYPES.mcp(what, declaration)
  local server = rawget(declaration, "server")
  if server == nil then return nil end
  return {server = match(server, "^mcp%.(.+)$") or server}
end

function TYPES.plugin(what, declaration)
  return plugins(what, rawget(declaration, "paths"))
end

function TYPES.combined(what, declaration)
  local sources, parts = list_of(what, "sources", rawget(declaration, "sources")), {}
  for index = 1, rawlen(sources) do parts[index] = later(what, format("sources[%d]", index), rawget(sources, index)) end
  return {parts = parts}
end

local function view(what, declaration) return {inner = later(what, "source", rawget(declaration, "source") or rawget(declaration, "use"))} end

TYPES.prefixed, TYPES.renamed = view, view

function TYPES.filtered(what, declaration)
  local toolset, pattern = view(what, declaration), rawget(declaration, "pattern")
  if pattern ~= nil then
    local fits = L.step_pattern(pattern)
    toolset.keeps = function(one) return fits(one.own) end
  end
  return toolset
end

-- Where the tools of a declaration with a type come from: {server | tools | inner | parts, keeps}; nil where its other keys say it.
function L.toolset_of_type(what, declaration)
  local kind = rawget(declaration, "type")
  if kind == nil then return nil end
  local make = TYPES[kind]
  if not make then wrong(format("'type' of %s cannot be %s%s", what, L.show(kind), L.did_you_mean(kind, TYPES))) end
  return make(what, declaration)
end
