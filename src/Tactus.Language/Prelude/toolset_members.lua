-- The tools that a toolset shows, after include, exclude, prefix and rename.
local native, G = ...
local L = native.language
local std = L.std
local type, format, ipairs, next = std.type, std.format, std.ipairs, std.next
local _ENV <const> = nil

local function wrong(message) return L.raise("TAC1417", message) end

-- A toolset, or the function that finds one which is named before it is declared.
local function found(toolset)
  if type(toolset) == "function" then return toolset() end
  return toolset
end

local function resolved(toolset, entry)
  local tool = L.tool_of(entry) or L.tools()[entry]
  if tool then return tool end
  return L.find_declared("Tool", L.tools(), entry)
end

-- The members before include, exclude and rename: {own, shown, tool}.
local function members(toolset)
  if toolset.inner then return L.toolset_tools(found(toolset.inner)) end
  local list = {}
  if toolset.server then
    for _, tool in ipairs(L.server_tools(toolset.server)) do
      list[#list + 1] = {own = tool.own, shown = toolset.name .. "_" .. tool.own, tool = tool}
    end
    return list
  end
  if toolset.parts then
    for _, part in ipairs(toolset.parts) do
      for _, one in ipairs(L.toolset_tools(found(part))) do list[#list + 1] = one end
    end
    return list
  end
  for _, entry in ipairs(toolset.tools) do
    local tool = resolved(toolset, entry)
    list[#list + 1] = {own = tool.name, shown = toolset.name .. "_" .. tool.name, tool = tool}
  end
  return list
end

local function check_known(toolset, key, names, known)
  for _, name in ipairs(L.sorted_keys(names)) do
    if not known[name] then
      wrong(format("'%s' of toolset '%s' names no tool of it: %s%s", key, toolset.name, L.show(name), next(known) ~= nil and L.did_you_mean(name, known) or ""))
    end
  end
end

-- The tools that a toolset shows, each with its own name and the name that a model knows.
function L.toolset_tools(toolset)
  local all, list, known = members(toolset), {}, {}
  for _, one in ipairs(all) do known[one.own] = true end
  -- What a server offers may change, and is unknown in a run with mocks.
  if not toolset.server and not (toolset.inner and found(toolset.inner).server) then
    check_known(toolset, "include", toolset.include or {}, known)
    check_known(toolset, "exclude", toolset.exclude or {}, known)
    check_known(toolset, "rename", toolset.rename or {}, known)
  end
  for _, one in ipairs(all) do
    local wanted = (not toolset.include or toolset.include[one.own]) and not (toolset.exclude and toolset.exclude[one.own])
    if wanted and (not toolset.keeps or toolset.keeps(one)) then
      local renamed = toolset.rename and toolset.rename[one.own]
      local shown = one.shown
      if renamed then shown = renamed elseif toolset.prefix then shown = toolset.prefix .. one.own end
      list[#list + 1] = {own = one.own, shown = L.check_tool_name(shown), tool = one.tool}
    end
  end
  return list
end
