-- Tool {…}: a function of the procedure, or the name of one that somebody else performs, which agents and the procedure may call.
local native, G = ...
local L = native.language
local std = L.std
local type, format, rawget, rawset, select, match, find, gsub, setmetatable, next =
  std.type, std.format, std.rawget, std.rawset, std.select, std.match, std.find, std.gsub, std.setmetatable, std.next
local _ENV <const> = nil

-- Name -> entry {name, source, target, description, input, output, fn, file, line}. `source`: "lua", "host", "mcp" or "plugin".
local tools = {}
-- What Tool {…} returned -> its entry.
local handles = native.weak_keys()

local KEYS = {description = "string", input = "table", output = "table", use = "text", source = "text", name = "string", ["function"] = "function"}
local OLDER = {parameters = "input", handler = "a function without a name, last in the braces", fn = "a function without a name, last in the braces"}

local USE = 'use is one of "host.NAME", "broker.NAME", "mcp.SERVER.TOOL", "./tools/NAME.py", "plugin.NAME" or "tactus.tools.NAME"'

local BUILT_IN = {["host.ping"] = true, ["host.echo"] = true, ["host.time"] = true}

local function wrong(message, mend) return L.raise("TAC1411", message, {mend = mend}) end

-- Who performs a tool that the file only names: its kind and its name there.
local function source_of(use)
  local first, rest = match(use, "^(%a+)%.(.+)$")
  if find(use, "^%.?/") or find(use, "^%.%./") then
    if find(use, "%.tac$") then
      wrong(format("'use' of a Tool cannot be a .tac file: %s", L.show(use)), "require the module, and use the tools that it returns")
    end
    return "plugin", (gsub(use, "^%./", ""))
  elseif first == "broker" or first == "host" then
    -- The built-in tools are called host.ping and so on; "host." before any other name says no more than "broker." does.
    return "host", first == "host" and BUILT_IN[use] and use or rest
  elseif first == "mcp" then
    if not find(rest, ".%..") then wrong(format("%s names no tool of a server", L.show(use)), 'write use = "mcp.SERVER.TOOL"') end
    return "mcp", rest
  elseif first == "plugin" then
    return "plugin", "tools/" .. rest .. ".py"
  elseif first == "cli" then
    -- Where nothing outside is asked, whoever performs a tool is only a name.
    if L.mock then return "unknown", use end
    wrong(format("%s: a Tool cannot run a command of the host", L.show(use)), "declare it as an exec tool in trusted YAML, and write use = \"host.NAME\"")
  end
  return wrong(format("%s names no tool", L.show(use)), USE)
end

-- The output is one field, or a table of them.
local function output_of(value, where)
  if value == nil then return nil end
  if L.is_one_field(value) then return {single = L.schema_of(value, where)} end
  return {fields = L.fields_of(value, where)}
end

-- Reads a declaration, that of Tool {…} as well as a plain table in a toolset or in inline_tools.
local function entry_of(what, declaration)
  L.check_keys(what, declaration, KEYS, OLDER, true)
  local fn, use = rawget(declaration, 1), rawget(declaration, "use")
  local source = rawget(declaration, "source")
  if fn == nil then fn = rawget(declaration, "function") end
  if fn ~= nil and type(fn) ~= "function" then wrong(format("%s takes one function, and got %s", what, L.type_name(fn))) end
  for key in next, declaration do
    if type(key) == "number" and key ~= 1 then wrong(what .. " takes one entry without a name, its function") end
  end
  if use and source then wrong(what .. " has both 'use' and 'source'", "'source' is another word for 'use': leave one out") end
  use = use or source
  if fn and use then wrong(what .. " has both a function and 'use'", "leave one of them out") end
  if not fn and not use then
    wrong(what .. " has neither a function nor 'use'", "write Tool { description = …, input = {…}, function(args) … end }, or " .. USE)
  end
  local input = rawget(declaration, "input")
  local entry = {
    fn = fn, source = "lua", target = "", description = rawget(declaration, "description"),
    input = input and L.fields_of(input, "'input' of " .. what), output = output_of(rawget(declaration, "output"), "'output' of " .. what),
  }
  if use then entry.source, entry.target = source_of(use) end
  return entry
end

local function check_tool_name(name)
  if not L.is_tool_name(name) then
    wrong(format("a tool cannot be called %s", L.show(name)), "letters, digits, _ and - make a name, 64 of them at most: a model must be able to say it")
  end
  return name
end

L.check_tool_name = check_tool_name
L.tool_entry = entry_of

local META = {__metatable = "tool", __name = "tool"}

local METHODS = {
  call = function(entry) return function(_, ...) return L.call_tool(entry, ...) end end,
  called = function(entry) return function() return L.tool_queries.called(entry.name) end end,
  last_call = function(entry) return function() return L.tool_queries.last_call(entry.name) end end,
  last_result = function(entry) return function() return L.tool_queries.last_result(entry.name) end end,
  call_count = function(entry) return function() return L.tool_queries.get_call_count(entry.name) end end,
  reset = function(entry) return function() L.tool_queries.reset(entry.name) end end,
  name = function(entry) return entry.name end,
  description = function(entry) return entry.description end,
}

function META.__index(self, key)
  local method = METHODS[key]
  if not method then L.raise("TAC1201", format("a tool has no %s%s", L.show(key), L.did_you_mean(key, METHODS))) end
  local value = method(handles[self])
  if type(value) == "function" then rawset(self, key, value) end
  return value
end

function META.__call(self, ...) return L.call_tool(handles[self], ...) end
function META.__tostring(self) return "tool " .. handles[self].name end
function META.__newindex() L.raise("TAC1003", "a tool cannot be changed after it was declared") end

-- A handle of an entry, as user code holds it.
function L.tool_handle(entry)
  local handle = setmetatable({}, META)
  handles[handle] = entry
  return handle
end

-- The entry behind a handle, or nil.
function L.tool_of(value) return type(value) == "table" and handles[value] or nil end

function L.tool_name(value)
  local entry = L.tool_of(value)
  return entry and entry.name
end

function L.tools()
  local names = {}
  for name, entry in next, tools do names[name] = entry end
  return names
end

-- Tool { use = "tactus.tools.done" }: the tool that a standard module returns; nil for any other use.
local function standard_tool(use)
  if type(use) ~= "string" or not find(use, "^tactus%.") then return nil end
  local entry = L.tool_of(std.require((gsub(use, "^tactus%.(%w+)$", "tactus.tools.%1"))))
  return entry or wrong(format("the module %s returns no tool", L.show(use)), USE)
end

local function declare(declaration)
  local name, file, line = L.name_of("Tool", rawget(declaration, "name"))
  local standard = standard_tool(rawget(declaration, "use") or rawget(declaration, "source"))
  if standard and (name or standard.name) == standard.name then return L.tool_handle(standard) end
  if standard then
    declaration = {standard.fn, description = rawget(declaration, "description") or standard.description}
  end
  local entry = entry_of(name and format("Tool '%s'", name) or "Tool", declaration)
  entry.name, entry.file, entry.line = name, file, line
  if standard then entry.input, entry.output = standard.input, standard.output end
  if name then
    L.register("Tool", tools, entry)
    check_tool_name(name)
  else
    wrong("a Tool needs a name", "write name = Tool {…}, or put name = \"…\" into the braces")
  end
  return L.tool_handle(entry)
end

local function old_form(name)
  L.raise("TAC1006", format('Tool "%s" {…} is an older spelling', name), {mend = format("write %s = Tool {…}", name)})
end

-- Tool("name"): the tool of that name. The older curried form hands it a declaration. A name that nobody declared may still have been called, as a
-- server's tool has.
local function named(name)
  local entry = tools[name]
  if entry then return L.tool_handle(entry) end
  return L.tool_handle({name = name, source = "unknown", target = ""})
end

-- A call of Tool("name") that nobody declared.
function L.call_unknown_tool(entry, arguments)
  if type(arguments) == "table" and (type(rawget(arguments, 1)) == "function" or rawget(arguments, "use") or rawget(arguments, "description")) then
    old_form(entry.name)
  end
  return L.call_tool(L.find_declared("Tool", tools, entry.name), arguments)
end

local queries = L.tool_queries

function queries.get(name)
  if type(name) ~= "string" or name == "" then L.raise("TAC1201", "Tool.get needs the name of a tool, and got " .. L.type_name(name)) end
  return named(name)
end

G.Tool = L.sealed("Tool", {
  __call = function(_, ...)
    local first = ...
    if type(first) == "string" and select("#", ...) == 1 then return named(first) end
    if type(first) == "string" then old_form(first) end
    return declare(L.declaration_of("Tool", ...))
  end,
  __index = function(_, key)
    return queries[key] or L.raise("TAC1201", format("Tool has no function %s%s", L.show(key), L.did_you_mean(key, queries)))
  end,
})
