-- The string library: Lua's own but for dump (bytecode) and format (addresses). Strings keep their methods; their metatable is locked.
local native, G = ...
local type, select, pcall, next = type, select, pcall, next
local raw_getmetatable = debug.getmetatable
local raw_format, gsub, find = string.format, string.gsub, string.find
local stable_id, native_tostring = native.stable_id, native.tostring
local settle = native.settle

local library = {}
for name, value in next, string do
  if name ~= "dump" then library[name] = value end
end

local PLAIN = {string = true, number = true, boolean = true, ["nil"] = true}

-- Replaces objects by their names, and %p by %s with the object's number.
local function format_objects(fmt, ...)
  local arguments, n = {...}, select("#", ...)
  local index = 0
  local rewritten = gsub(fmt, "%%([-+ #0]*%d*%.?%d*)(.)", function(flags, kind)
    if kind == "%" then return nil end
    index = index + 1
    local value = arguments[index]
    if kind == "s" and not PLAIN[type(value)] then
      arguments[index] = native_tostring(value)
    elseif kind == "p" and index <= n then
      -- As in Lua, what has no identity shows as null; here a string has none either.
      arguments[index] = PLAIN[type(value)] and "(null)" or raw_format("0x%08x", stable_id(value))
      return "%" .. flags .. "s"
    end
    return nil
  end)
  return raw_format(rewritten, table.unpack(arguments, 1, n))
end

-- Per format: whether it can show an address at all. Bounded, because a procedure can make as many formats, and as long ones, as it likes.
local shows_objects, known, KNOWN_LIMIT, LONGEST_KNOWN = {}, 0, 256, 200

local function classify(fmt)
  if type(fmt) ~= "string" then return false end
  if known == KNOWN_LIMIT then shows_objects, known = {}, 0 end
  local shows = find(fmt, "%%[-+ #0]*%d*%.?%d*[sp]") ~= nil
  if #fmt <= LONGEST_KNOWN then
    shows_objects[fmt], known = shows, known + 1
  end
  return shows
end

function library.format(...)
  local fmt, a, b, c = ...
  local shows
  if fmt ~= nil then shows = shows_objects[fmt] end
  if shows == nil then shows = classify(fmt) end
  if not shows or (select("#", ...) <= 4 and PLAIN[type(a)] and PLAIN[type(b)] and PLAIN[type(c)] and not find(fmt, "p", 1, true)) then
    return settle(pcall(raw_format, ...))
  end
  return settle(pcall(format_objects, ...))
end

G.string = library
local meta = raw_getmetatable("")
meta.__index = library
meta.__metatable = false
