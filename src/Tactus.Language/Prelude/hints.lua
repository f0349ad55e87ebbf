-- What would mend a name that is nil: the new spelling of an older one, why it is absent, or the nearest known one.
local native, G = ...
local L = native.language
local std = L.std
local ipairs, format, match = std.ipairs, std.format, std.match
local _ENV <const> = nil

local OLDER = {
  procedure = "Procedure {…}", agent = "name = Agent {…}", tool = "name = Tool {…}", toolset = "name = Toolset {…}",
  model = "name = Model {…}",
  prompt = 'Prompt("name", "text")', hitl = 'Hitl("name", {…})', specification = "Specification([[…]])",
  specifications = "Specification([[…]])", step = 'Step("text", function() … end)', evaluation = "Evaluation({…})",
  evaluations = "Evaluations({…})", stages = "plain Lua; stages are gone",
}

local ABSENT = {
  load = "source text cannot be loaded; put the code into a module and require it",
  loadstring = "source text cannot be loaded; put the code into a module and require it",
  dofile = "put the code into a module and require it", loadfile = "put the code into a module and require it",
  io = "use File.read, File.write and their siblings", package = "require finds modules beside the procedure",
  collectgarbage = "memory is managed by the run",
}

local TABLES = {
  "Host", "Http", "File", "Json", "State", "Log", "Step", "Iterations", "Stop", "Procedure", "Human", "System", "Retry", "Checkpoint", "string",
  "table", "math", "utf8", "os", "coroutine",
}

-- "did you mean Host.call?" for a field that no table of the language has.
local function hint_for_field(name)
  local owners = {}
  for _, owner in ipairs(TABLES) do
    local fields = std.rawget(G, owner)
    for key in std.next, std.type(fields) == "table" and fields or {} do
      if std.type(key) == "string" and not owners[key] then owners[key] = owner end
    end
  end
  local near = L.nearest(name, owners)
  return near and near ~= name and format("did you mean %s.%s?", owners[near], near) or nil
end

-- What would mend "attempt to call a nil value (global 'x')": code and mend, or nil.
function L.hint_for_nil(message)
  L.load_parts()
  local name = match(message, "^attempt to %a+ a nil value %(global '([%w_]+)'%)")
  if not name then
    local field = match(message, "^attempt to call a nil value %(field '([%w_]+)'%)")
    if field then return "TAC1301", hint_for_field(field) end
    if match(message, "^attempt to call a table value %(global 'input'%)") then return "TAC1009", "put all fields into one input {…}" end
    return nil
  end
  if OLDER[name] then return "TAC1006", format("'%s' is an older spelling; it is now %s", name, OLDER[name]) end
  if ABSENT[name] then return "TAC1301", ABSENT[name] end
  local known = {}
  for key in std.next, G do
    if std.type(key) == "string" and key ~= name then known[key] = true end
  end
  local near = L.nearest(name, known)
  return "TAC1301", near and format("did you mean '%s'?", near) or nil
end
