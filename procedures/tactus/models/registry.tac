-- Models by name: registry.register("name", fn), registry.get("name"), registry.names().
local models = {}
local registry = {}

function registry.register(name, model)
  if type(name) ~= "string" or name == "" then error("a model needs a name", 2) end
  if models[name] then error("there is a model '" .. name .. "' already", 2) end
  models[name] = model
  return model
end

function registry.get(name)
  if models[name] == nil then error("there is no model '" .. tostring(name) .. "'; known are " .. table.concat(registry.names(), ", "), 2) end
  return models[name]
end

function registry.names()
  local names = {}
  for name in pairs(models) do names[#names + 1] = name end
  table.sort(names)
  return names
end

return registry
