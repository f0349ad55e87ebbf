-- Toolset "name" {…}: several tools under one name. A model sees each as <toolset>_<tool>.
local native, G = ...
local L = native.language
local std = L.std
local type, format, rawget, rawlen, select, match, gsub, ipairs, next, setmetatable =
  std.type, std.format, std.rawget, std.rawlen, std.select, std.match, std.gsub, std.ipairs, std.next, std.setmetatable
local _ENV <const> = nil

-- Name -> toolset {name, server, tools, include, exclude, prefix, rename, file, line}.
local toolsets = {}
local handles = native.weak_keys()

local KEYS = {
  name = "text", description = "string", tools = "table", use = "text", source = "text|table", include = "table", exclude = "table", prefix = "string",
  rename = "table", type = "text", server = "text", sources = "table", pattern = "text", paths = "table",
}

local function wrong(message, mend) return L.raise("TAC1417", message, {mend = mend}) end

local function names_of(what, key, list)
  if list == nil then return nil end
  local names = {}
  for index = 1, rawlen(list) do
    local name = rawget(list, index)
    if type(name) ~= "string" then wrong(format("'%s' of %s must be a list of names", key, what)) end
    names[name] = true
  end
  if next(list) ~= nil and next(names) == nil then wrong(format("'%s' of %s must be a list of names", key, what)) end
  return names
end

local function renames_of(what, map)
  if map == nil then return {} end
  for key, value in next, map do
    if type(key) ~= "string" or type(value) ~= "string" then wrong(format("'rename' of %s must name the new name of each tool: {old = \"new\"}", what)) end
  end
  return L.copy(map)
end

-- The tools that a file beside the procedure declares. It is a module like any other: the host sends along what a source names.
local function tools_of_file(what, path)
  L.require_file(path)
  local file, list = gsub(path, "^%./", ""), {}
  local tools = L.tools()
  for _, name in ipairs(L.sorted_keys(tools)) do
    if tools[name].file == file then list[#list + 1] = L.tool_handle(tools[name]) end
  end
  if #list == 0 then wrong(format("%s: the file %s declares no tool", what, L.show(path))) end
  return list
end

-- Where the tools of `use` are: a server, or a list.
local function source_of(what, use)
  local server = match(use, "^mcp%.([%w_-]+)$")
  if server then return server end
  if match(use, "%.tac$") then return nil, tools_of_file(what, use) end
  return wrong(format("'use' of %s names no server and no file: %s", what, L.show(use)), 'write use = "mcp.SERVER" or use = "./FILE.tac"')
end

local function member(what, entry)
  if L.tool_of(entry) or type(entry) == "string" then return entry end
  if type(entry) ~= "table" or L.is_null(entry) then wrong(format("'tools' of %s holds %s", what, L.type_name(entry))) end
  return L.tool_handle(L.inline_tool("a tool in " .. what, entry))
end

local function read(what, declaration)
  L.check_keys(what, declaration, KEYS)
  local typed = L.toolset_of_type(what, declaration)
  local use, list = rawget(declaration, "use") or rawget(declaration, "source"), rawget(declaration, "tools")
  if typed then use, list = nil, typed.tools end
  if use and list then wrong(what .. " has both 'use' and 'tools'", "leave one of them out") end
  if not use and not list and not typed then wrong(what .. " has neither 'use' nor 'tools'", 'write use = "mcp.SERVER" or tools = {…}') end
  local server, from_file
  if use then server, from_file = source_of(what, use) end
  local toolset = {
    server = typed and typed.server or server, tools = from_file, inner = typed and typed.inner, parts = typed and typed.parts, keeps = typed and typed.keeps, prefix = rawget(declaration, "prefix"), rename = renames_of(what, rawget(declaration, "rename")),
    include = names_of(what, "include", rawget(declaration, "include")), exclude = names_of(what, "exclude", rawget(declaration, "exclude")) or {},
  }
  if list then
    toolset.tools = {}
    for index = 1, rawlen(list) do toolset.tools[index] = member(what, rawget(list, index)) end
    if next(list) ~= nil and #toolset.tools == 0 then wrong(format("'tools' of %s must be a list", what)) end
  end
  return toolset
end

local META = {
  __metatable = "toolset", __name = "toolset",
  __tostring = function(self) return "toolset " .. handles[self].name end,
  __newindex = function() L.raise("TAC1003", "a toolset cannot be changed after it was declared") end,
}

-- The tools of a toolset by their own names, as a table of handles.
function META.__index(self, key)
  if L.is_server(handles[self]) then return L.tool_handle(L.server_tool(handles[self].server, key)) end
  if key == "name" then return handles[self].name end
  for _, one in ipairs(L.toolset_tools(handles[self])) do
    if one.own == key or one.shown == key then return L.tool_handle(one.tool) end
  end
  return L.raise("TAC1410", format("toolset '%s' has no tool %s", handles[self].name, L.show(key)))
end

local function handle_of(toolset)
  if toolset.handle then return toolset.handle end
  local handle = setmetatable({}, META)
  handles[handle], toolset.handle = toolset, handle
  return handle
end

L.toolset_handle = handle_of

function L.toolset_of(value) return type(value) == "table" and handles[value] or nil end

function L.toolsets()
  local found = {}
  for name, toolset in next, toolsets do found[name] = toolset end
  return found
end

-- A toolset by name; "mcp.server" means all tools of that server.
function L.find_toolset(name)
  if type(name) ~= "string" then return nil end
  local server = match(name, "^mcp%.([%w_-]+)$")
  return toolsets[name] or (server and L.server_toolset(server)) or nil
end

local function declare(declaration, explicit)
  local name, file, line = L.name_of("Toolset", rawget(declaration, "name"), explicit)
  if not name then wrong("a Toolset needs a name", 'write name = Toolset {…} or Toolset "name" {…}') end
  L.check_tool_name(name)
  local toolset = read(format("Toolset '%s'", name), declaration)
  toolset.name, toolset.file, toolset.line = name, file, line
  L.register("Toolset", toolsets, toolset)
  return handle_of(toolset)
end

-- A view of a toolset with its own choice: {include, exclude, prefix, rename}.
function L.picked(toolset, pick)
  local what = format("the choice of toolset '%s'", toolset.name)
  return {
    name = toolset.name, inner = toolset, prefix = rawget(pick, "prefix"), rename = renames_of(what, rawget(pick, "rename")),
    include = names_of(what, "include", rawget(pick, "include")), exclude = names_of(what, "exclude", rawget(pick, "exclude")) or {},
  }
end

local function toolset_argument(call, value)
  local toolset = L.toolset_of(value) or (type(value) == "string" and L.find_toolset(value))
  if toolset then return toolset end
  if type(value) == "string" then return L.find_declared("Toolset", toolsets, value) end
  return L.raise("TAC1201", format("Toolset.%s needs a toolset or its name, and got %s", call, L.type_name(value)))
end

local functions = {}

function functions.define(name, declaration)
  if type(name) ~= "string" or name == "" then L.raise("TAC1201", "Toolset.define needs a name, and got " .. L.type_name(name)) end
  return declare(L.declaration_of("Toolset", declaration), name)
end

function functions.get(name) return handle_of(toolset_argument("get", name)) end

-- One toolset of several; the tools keep the names that they have in theirs.
function functions.combine(...)
  local parts, names = {}, {}
  for index = 1, select("#", ...) do
    parts[index] = toolset_argument("combine", (select(index, ...)))
    names[index] = parts[index].name
  end
  if #parts == 0 then L.raise("TAC1201", "Toolset.combine needs toolsets") end
  return handle_of({name = std.concat(names, "_"), parts = parts})
end

-- The toolset without the tools for which keeps(name, {name, description}) is false.
function functions.filter(value, keeps)
  local toolset = toolset_argument("filter", value)
  if type(keeps) ~= "function" then L.raise("TAC1201", "Toolset.filter needs a function, and got " .. L.type_name(keeps)) end
  return handle_of({
    name = toolset.name, inner = toolset,
    keeps = function(one) return keeps(one.own, {name = one.shown, description = one.tool.description}) end,
  })
end

local function named(name)
  local found = L.find_toolset(name)
  if found then return handle_of(found) end
  return L.sealed("toolset", {
    __call = function(_, ...) return declare(L.declaration_of("Toolset", ...), name) end,
    __index = function() return L.find_declared("Toolset", toolsets, name) end,
  })
end

G.Toolset = L.sealed("Toolset", {
  __call = function(_, ...)
    local first = ...
    if type(first) == "string" and select("#", ...) == 1 then return named(first) end
    if type(first) == "string" then
      L.raise("TAC1006", format('Toolset("%s", {…}) is an older spelling', first), {mend = format('write Toolset "%s" {…}', first)})
    end
    return declare(L.declaration_of("Toolset", ...))
  end,
  __index = function(_, key)
    return functions[key] or L.raise("TAC1201", format("Toolset has no function %s%s", L.show(key), L.did_you_mean(key, functions)))
  end,
})
