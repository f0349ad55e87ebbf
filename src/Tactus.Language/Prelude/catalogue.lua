-- What the file declares beside procedures, as data: part of the description.
local native, G = ...
local L = native.language
local std = L.std
local ipairs = std.ipairs
local _ENV <const> = nil

-- Nil for none: a description names what there is.
local function filled(list) return #list > 0 and L.as_list(list) or nil end

local function listed(registry, shown)
  local list = {}
  for index, name in ipairs(L.sorted_keys(registry)) do
    local entry = registry[name]
    local one = shown(entry)
    one.name, one.file, one.line = name, entry.file, entry.line
    list[index] = one
  end
  return filled(list)
end

-- The names that a list of tools holds, for a reader.
local function tool_names(agent)
  local names = L.as_list({})
  for _, entry in ipairs(agent.tools or {}) do
    local toolset = L.toolset_of(entry)
    names[#names + 1] = L.tool_name(entry) or (toolset and toolset.name) or (std.type(entry) == "string" and entry) or entry.name
  end
  for _, tool in ipairs(agent.inline) do names[#names + 1] = tool.name end
  return names
end

function L.declared_things()
  return {
    agents = listed(L.agents(), function(agent) return {model = L.model_id(agent.model, agent.provider), tools = tool_names(agent)} end),
    tools = listed(L.tools(), function(tool)
      return {description = tool.description, source = tool.source, target = tool.target, input = tool.input and L.describe_fields(tool.input)}
    end),
    toolsets = listed(L.toolsets(), function(toolset) return {server = toolset.server} end),
    models = listed(L.models(), function(model) return {type = model.type} end),
    contexts = listed(L.contexts(), function() return {} end),
    tasks = filled(L.task_names()),
    mocks = filled(L.mock_names()),
  }
end
