-- The table Json.
local native, G = ...
local L = native.language
local std = L.std
local type, next, rawget, rawlen = std.type, std.next, std.rawget, std.rawlen
local _ENV <const> = nil

G.Json = {
  encode = function(value, options) return L.json_encode(value, options) end,
  decode = function(text) return L.json_decode(text) end,
  -- Marks a table as a list, which matters only for an empty one.
  array = function(items)
    if items == nil then items = {} end
    if type(items) ~= "table" or L.shape(items) == nil or (next(items) ~= nil and L.shape(items) ~= "list") then
      L.raise("TAC1201", "Json.array takes a list or nothing")
    end
    local result = {}
    for index = 1, rawlen(items) do result[index] = rawget(items, index) end
    return L.as_list(result)
  end,
  null = L.null,
}
