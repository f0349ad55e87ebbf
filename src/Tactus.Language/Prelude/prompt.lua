-- Prompt("name", "text"): a text under a name. Prompt("name") gives it back.
local native, G = ...
local L = native.language
local std = L.std
local type, format, select = std.type, std.format, std.select
local _ENV <const> = nil

local prompts = {}

function G.Prompt(...)
  local name, text = ...
  if type(name) ~= "string" or name == "" then
    L.raise("TAC1003", "Prompt takes a name and a text, and got " .. L.type_name(name), {mend = 'write Prompt("name", "text")'})
  end
  if select("#", ...) == 1 then return L.find_declared("Prompt", prompts, name).text end
  if type(text) ~= "string" then L.raise("TAC1003", format("the text of Prompt '%s' must be a string, and is %s", name, L.type_name(text))) end
  local file, line = L.place()
  L.register("Prompt", prompts, {name = name, text = text, file = file, line = line})
  return text
end
