-- mcp.<server>.<tool> and mcp.<server>: tools of MCP servers as handles and toolsets. What a server offers is asked once per procedure.
local native, G = ...
local L = native.language
local std = L.std
local type, format, ipairs, gsub, match = std.type, std.format, std.ipairs, std.gsub, std.match
local _ENV <const> = nil

-- The name under which a server's tool is told to models and recorded.
local function shown_name(server, name) return (gsub(server .. "_" .. name, "[^%w_-]", "_")) end

-- A tool of a server, whether there is one or not: that shows when it is used.
function L.server_tool(server, name)
  return {name = shown_name(server, name), own = name, source = "mcp", target = server .. "." .. name}
end

function L.server_toolset(server)
  return {name = gsub(server, "[^%w_-]", "_"), server = server}
end

local function listed(server)
  if L.mock then return {} end
  local answer = L.described("mcp:" .. server, "mcp.tools", server).value
  return answer.denied and {} or answer, answer.denied
end

-- All tools of a server that the grant allows; none in a run with mocks, which asks no server.
function L.server_tools(server)
  local tools = {}
  for _, one in ipairs((listed(server))) do
    local tool = L.server_tool(server, one.name)
    tool.description, tool.parameters = one.description, one.parameters
    tools[#tools + 1] = tool
  end
  return tools
end

-- What a server tells of one tool: {description, parameters}, {denied}, or nil.
function L.server_tool_description(target)
  local server, name = match(target, "^([^.]+)%.(.+)$")
  local tools, denied = listed(server)
  if denied then return {denied = denied} end
  for _, one in ipairs(tools) do
    if one.name == name then return one end
  end
  return nil
end

local function name_of(what, key)
  if type(key) ~= "string" or key == "" then L.raise("TAC1201", format("%s takes a name, and got %s", what, L.type_name(key))) end
  return key
end

local servers = {}

local function server_handle(server)
  if servers[server] then return servers[server] end
  local toolset = L.server_toolset(server)
  local handle = L.toolset_handle(toolset)
  servers[server] = handle
  return handle
end

-- mcp.<server> is a toolset whose entries are tools; they are not looked up before they are used.
function L.is_server(toolset) return toolset.server ~= nil and toolset.file == nil end

G.mcp = L.sealed("mcp", {
  __index = function(_, server) return server_handle(name_of("mcp", server)) end,
  __call = function() L.raise("TAC1201", "mcp is no function", {mend = "write mcp.SERVER.TOOL{…}"}) end,
})
