-- The utf8 library: Lua's own, but codes must not return a plain C function (see base.lua).
local native, G = ...
local next, pcall = next, pcall
local raw_codes = utf8.codes
local strict, lax = native.utf8_next_strict, native.utf8_next_lax
local settle = native.settle

local library = {}
for name, value in next, utf8 do library[name] = value end

local function with_iterator(iterator, ok, ...)
  if not ok then return false, ... end
  local _, text, start = ...
  return true, iterator, text, start
end

function library.codes(...)
  local _, is_lax = ...
  return settle(with_iterator(is_lax and lax or strict, pcall(raw_codes, ...)))
end

G.utf8 = library
