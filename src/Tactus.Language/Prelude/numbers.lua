-- How numbers print: an integral float has no ".0" in tostring, print and string.format("%s"). Lua's own `..` and table.concat cannot
-- be told; docs/language.md says so.
local native, G = ...
local L = native.language
local std = L.std
local select, math_type, tostring, gmatch, unpack = std.select, std.math_type, std.tostring, std.gmatch, std.unpack
local raw_format = std.format
local _ENV <const> = nil

-- Wraps the tostring that gives tables their stable ids.
function L.tostring(value)
  if math_type(value) == "float" then return L.number_text(value) end
  return tostring(value)
end

local show = L.tostring

function G.tostring(...)
  if select("#", ...) == 0 then return tostring() end
  return (show((...)))
end

local function replace_floats(fmt, ...)
  local arguments, count, index = {...}, select("#", ...), 0
  for kind in gmatch(fmt, "%%[-+ #0]*%d*%.?%d*(.)") do
    if kind ~= "%" then
      index = index + 1
      if kind == "s" and math_type(arguments[index]) == "float" then arguments[index] = L.number_text(arguments[index]) end
    end
  end
  return fmt, unpack(arguments, 1, count)
end

-- The calls of raw_format are tail calls, so that its errors name the user's line.
function G.string.format(...)
  local fmt, a, b, c, d = ...
  if std.type(fmt) == "string" and (select("#", ...) > 5 or math_type(a) == "float" or math_type(b) == "float" or math_type(c) == "float"
      or math_type(d) == "float") then
    return raw_format(replace_floats(...))
  end
  return raw_format(...)
end
