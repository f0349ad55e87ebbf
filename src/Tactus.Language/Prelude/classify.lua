-- Classify {…}: the standard module tactus.text.classify under a global name. The host sends the module along where a source names Classify.
local native, G = ...
local L = native.language
local std = L.std
local type, format, rawget, next = std.type, std.format, std.rawget, std.next
local _ENV <const> = nil

local MODULE = "tactus.text.classify"

local function classifier()
  local module = std.require(MODULE)
  local found = type(module) == "table" and (rawget(module, "Classify") or rawget(module, "classify")) or module
  if found == nil then L.raise("TAC1410", format("the module %s returns no Classify", MODULE)) end
  return found
end

G.Classify = L.sealed("Classify", {
  __call = function(_, declaration)
    local given = {}
    for key, value in next, L.declaration_of("Classify", declaration) do given[key] = value end
    local file, line = L.place()
    given.name = given.name or L.declared_name("Classify", file, line)
    return classifier()(given)
  end,
  __index = function(_, key) return classifier()[key] end,
})
