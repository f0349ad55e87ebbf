-- The base functions. Most are Lua's own; the rest differ where Lua's would show an address or give away too much.
local native, G = ...
local type, rawget, select, error, pcall = type, rawget, select, error, pcall
local raw_getmetatable, raw_setmetatable = debug.getmetatable, setmetatable
local raw_next, ipairs_next = next, native.ipairs_next
local type_error, argument_error, settle, raise = native.type_error, native.argument_error, native.settle, native.raise

G._G = G
G._VERSION = _VERSION
for _, name in ipairs {
  "assert", "error", "getmetatable", "next", "pcall", "rawequal", "rawget", "rawlen", "rawset", "select", "tonumber", "type", "xpcall",
} do
  G[name] = _G[name]
end

local raw_tostring, native_tostring = tostring, native.tostring
-- Types whose text needs neither a metamethod nor a name, so that Lua's own function can neither fail nor show an address.
local PLAIN = {number = true, string = true, boolean = true}

function G.tostring(...)
  local value = ...
  if PLAIN[type(value)] then return raw_tostring(value) end
  if select("#", ...) == 0 then argument_error(1, "tostring", "value expected") end
  return (settle(pcall(native_tostring, value)))
end

-- Lua's own pairs and ipairs return plain C functions, whose addresses differ per process.
function G.pairs(...)
  local t = ...
  local meta = raw_getmetatable(t)
  if meta ~= nil then
    local handler = rawget(meta, "__pairs")
    if handler ~= nil then
      local step, state, first = handler(t)
      return step, state, first
    end
  end
  if select("#", ...) == 0 then argument_error(1, "pairs", "value expected") end
  return raw_next, t, nil
end

function G.ipairs(...)
  if select("#", ...) == 0 then argument_error(1, "ipairs", "value expected") end
  return ipairs_next, (...), 0
end

function G.setmetatable(...)
  local t, meta = ...
  if type(meta) == "table" and rawget(meta, "__mode") ~= nil then
    raise("TAC2104", "weak tables (__mode) are refused: what they hold depends on when memory is collected, so a run could not be replayed; "
      .. "remove entries yourself", "refused")
  end
  if type(t) ~= "table" then type_error(1, "setmetatable", "table", ...) end
  if select("#", ...) < 2 or (meta ~= nil and type(meta) ~= "table") then
    type_error(2, "setmetatable", "nil or table", select(2, ...))
  end
  local old = raw_getmetatable(t)
  if old ~= nil and rawget(old, "__metatable") ~= nil then error("cannot change a protected metatable", 2) end
  return raw_setmetatable(t, meta)
end
