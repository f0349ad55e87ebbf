-- Which tools an agent has: the list that was declared, what stands behind its names, and how a model is told of them.
local native, G = ...
local L = native.language
local std = L.std
local type, format, rawget, rawlen, pcall, error, match, gsub, ipairs, next =
  std.type, std.format, std.rawget, std.rawlen, std.pcall, std.error, std.match, std.gsub, std.ipairs, std.next
local _ENV <const> = nil

local function wrong(message, mend) return L.raise("TAC1415", message, {mend = mend}) end

local PICK = {name = "text", include = "table", exclude = "table", prefix = "string", rename = "table"}

local function check_entry(what, entry)
  if type(entry) == "string" and entry ~= "" then return entry end
  if L.tool_of(entry) or L.toolset_of(entry) then return entry end
  if type(entry) ~= "table" or L.is_null(entry) then wrong(format("%s must hold tools, toolsets and names of them, and holds %s", what, L.type_name(entry))) end
  if rawget(entry, 1) or rawget(entry, "handler") or rawget(entry, "function") or rawget(entry, "description") then
    wrong(what .. " holds a tool that is written out", "put it into inline_tools, or declare it: name = Tool {…}")
  end
  L.check_keys("a toolset in " .. what, entry, PICK)
  if not rawget(entry, "name") then wrong("a toolset in " .. what .. " has no name", 'write {name = "files", include = {"read"}}') end
  return entry
end

-- `tools` of an agent or of one turn; nil where none is given.
function L.tool_list_of(agent, list)
  if list == nil then return nil end
  local what = "'tools' of " .. agent
  if L.tool_of(list) or L.toolset_of(list) then wrong(what .. " must be a list", "write tools = {…}") end
  if type(list) ~= "table" or L.is_null(list) then wrong(format("%s must be a list, and is %s", what, L.type_name(list))) end
  local count, checked = 0, {}
  for _ in next, list do count = count + 1 end
  if count ~= rawlen(list) then wrong(what .. " must be a list without gaps and names", "a nil in it is often a variable that was never set") end
  for index = 1, count do checked[index] = check_entry(what, rawget(list, index)) end
  return checked
end

-- `inline_tools` of an agent: tools written out as plain tables.
function L.inline_tools_of(agent, list)
  local tools = {}
  for index = 1, list and rawlen(list) or 0 do
    local what = format("inline_tools[%d] of %s", index, agent)
    local entry = rawget(list, index)
    if L.tool_of(entry) then
      tools[index] = L.tool_of(entry)
    elseif type(entry) ~= "table" or L.is_null(entry) then
      wrong(format("%s must be a table, and is %s", what, L.type_name(entry)))
    else
      tools[index] = L.inline_tool(what, entry)
    end
  end
  if list and next(list) ~= nil and #tools == 0 then wrong(format("inline_tools of %s must be a list of tables", agent)) end
  return tools
end

-- A tool written out as a plain table {name, description, input, function}.
function L.inline_tool(what, declaration)
  local plain, handler = {}, rawget(declaration, "handler")
  for key, value in next, declaration do plain[key] = value end
  if handler ~= nil and plain[1] == nil then plain[1], plain.handler = handler, nil end
  if type(plain.name) ~= "string" then wrong(what .. " has no name", "write {name = \"…\", function(args) … end}") end
  local tool = L.tool_entry(what, plain)
  tool.name = L.check_tool_name(plain.name)
  tool.file, tool.line = L.place()
  return tool
end

-- What stands behind one entry of a list, as {shown, tool} pairs; the names are resolved when a turn begins.
local function expand(entry, add)
  local tool, toolset = L.tool_of(entry), L.toolset_of(entry)
  if type(entry) == "string" then
    tool = L.tools()[entry]
    toolset = not tool and L.find_toolset(entry)
    if not tool and not toolset then
      local server, name = match(entry, "^mcp%.([%w_-]+)%.(.+)$")
      tool = server and L.server_tool(server, name) or nil
    end
    -- A tool that somebody else brings is a name in a run with mocks, which asks nobody.
    if not tool and not toolset and L.mock then tool = {name = L.check_tool_name(gsub(entry, "[^%w_-]", "_")), source = "unknown", target = entry} end
    if not tool and not toolset then
      local known = L.tools()
      for name in next, L.toolsets() do known[name] = true end
      wrong(format("there is no tool or toolset %s%s", L.show(entry), next(known) ~= nil and L.did_you_mean(entry, known) or ""))
    end
  end
  if tool then return add(tool.shown or tool.name, tool) end
  if not toolset then
    toolset = L.find_toolset(rawget(entry, "name")) or (L.mock and L.server_toolset(rawget(entry, "name"))) or wrong(format("there is no toolset %s", L.show(rawget(entry, "name"))))
    toolset = L.picked(toolset, entry)
  end
  for _, one in ipairs(L.toolset_tools(toolset)) do add(one.shown, one.tool) end
end

-- The tools of a turn: shown name -> tool, and the names in order.
function L.resolve_tools(agent, list)
  local offered, order = {}, {}
  local function add(shown, tool)
    local other = offered[shown]
    if other and other ~= tool and not (tool.target ~= "" and other.source == tool.source and other.target == tool.target) then
      wrong(format("agent '%s' has two tools that are called '%s'", agent.name, shown), "rename one: {name = \"toolset\", rename = {old = \"new\"}}")
    end
    if not other then order[#order + 1] = shown end
    offered[shown] = tool
  end
  for _, entry in ipairs(list or agent.tools or {}) do expand(entry, add) end
  if list == nil then
    for _, tool in ipairs(agent.inline) do add(tool.name, tool) end
  end
  return offered, order
end

-- What the host knows of a tool, asked once per procedure: {description, parameters}, or {denied} where the tool is not granted.
function L.described(key, kind, name)
  local record = L.frame.record
  local known = record and record.described[key]
  if known then return known end
  local ok, answer = pcall(L.perform, kind, name, {})
  if not ok then
    local fields = L.error_fields(answer)
    if not fields or fields.kind ~= "denied" then error(answer, 0) end
    answer = {denied = fields.message}
  end
  L.note({op = "described", key = key, value = {value = answer}})
  return {value = answer}
end

local DESCRIBE = {host = "tool.describe", plugin = "plugin.describe"}

local function outside(tool)
  if tool.source == "mcp" then return L.server_tool_description(tool.target) end
  return L.described(tool.source .. ":" .. tool.target, DESCRIBE[tool.source], tool.target).value
end

local EMPTY = {type = "object", properties = {}}

-- The tool as a model is told of it; nil and why where it must not know it.
function L.tool_for_model(shown, tool)
  local description, parameters = tool.description, tool.input and L.json_schema(tool.input) or tool.parameters
  if tool.source ~= "lua" then
    local known = outside(tool)
    if not known then return nil, "there is no such tool" end
    if known.denied then return nil, known.denied end
    description, parameters = description or known.description, parameters or known.parameters
  end
  return {
    name = shown, description = description or "", parameters = parameters or EMPTY,
    source = {kind = tool.source, name = tool.target},
  }
end
