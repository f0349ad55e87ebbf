-- Names of objects: "table: 0x00000001" instead of an address, numbered at first sight.
local native, G = ...
local type, raw_tostring, raw_getmetatable, rawget = type, tostring, debug.getmetatable, rawget
local setmetatable = setmetatable
local format = string.format

-- The one way to a weak table: native.weak_mode is what Lua now takes for "__mode" (see MetamethodNames.cs).
function native.weak_keys()
  return setmetatable({}, {[native.weak_mode] = "k"})
end

local ids, last = native.weak_keys(), 0

function native.stable_id(object)
  local id = ids[object]
  if id == nil then
    last = last + 1
    id = last
    ids[object] = id
  end
  return id
end
local stable_id = native.stable_id

local SHOWS_ADDRESS = {table = true, ["function"] = true, thread = true, userdata = true}
-- ": 0x100000000010", with an empty __name. Most numbers, the common case, are shorter and need no further look.
local SHORTEST_WITH_ADDRESS = 16

function native.tostring(value)
  local text = raw_tostring(value)
  if #text < SHORTEST_WITH_ADDRESS then return text end
  local kind = type(value)
  if not SHOWS_ADDRESS[kind] then return text end
  local meta = raw_getmetatable(value)
  if meta ~= nil then
    if rawget(meta, "__tostring") ~= nil then return text end
    local name = rawget(meta, "__name")
    if type(name) == "string" then kind = name end
  end
  return format("%s: 0x%08x", kind, stable_id(value))
end
