-- Names of objects: "table: 0x00000001" instead of an address, numbered at first sight.
local native, G = ...
local type, raw_tostring, raw_getmetatable, rawget = type, tostring, debug.getmetatable, rawget
local setmetatable = setmetatable
local format = string.format

-- The one way to a weak table: native.weak_mode is what Lua now takes for "__mode" (see MetamethodNames.cs).
function native.weak_keys()
  return setmetatable({}, {[native.weak_mode] = "k"})
end

-- Numbers given so far; `outer` has those that were given before.
local book = {ids = native.weak_keys(), last = 0}

function native.stable_id(object)
  local at = book
  repeat
    local id = at.ids[object]
    if id then return id end
    at = at.outer
  until not at
  local last = book.last + 1
  book.last = last
  book.ids[object] = last
  return last
end

-- A book over the one in use, for code that a later run may leave out: what is numbered there moves no number outside. It counts from `first`.
function native.new_identities(first)
  return {ids = native.weak_keys(), last = first, outer = book}
end

-- Uses another book; returns the one before.
function native.swap_identities(other)
  local before = book
  book = other
  return before
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
