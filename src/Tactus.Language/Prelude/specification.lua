-- Specification, Specifications and Step("text", fn): what a file says about itself. In a plain run these are declarations without effect;
-- the host reads them from the description, and a run in test mode goes through one scenario of them (scenario.lua).
local native, G = ...
local L = native.language
local std = L.std
local type, ipairs, format, rawget, select = std.type, std.ipairs, std.format, std.rawget, std.select
local _ENV <const> = nil

local CODE = "TAC1501"
local STEP_CODE = "TAC1502"

-- {text | from, file, line} in the order of their declaration.
local specifications = {}
-- Text -> {text, fn, file, line}, and the texts in the order of their declaration.
local steps, step_order = {}, {}

local SPELLING = "write Specification([[Feature: …]]) or Specification { from = \"features/report.feature\" }"

local function declare_text(text)
  if not std.match(text, "%S") then L.raise(CODE, "Specification is empty", {mend = SPELLING}) end
  local file, line = L.place()
  specifications[#specifications + 1] = {text = text, file = file, line = line}
end

local function declare_file(options)
  for _, key in ipairs(L.keys_in_order(options)) do
    if key ~= "from" then L.raise(CODE, format("Specification has no key %s%s", L.show(key), L.did_you_mean(key, {from = true})), {mend = SPELLING}) end
  end
  local from = rawget(options, "from")
  if type(from) ~= "string" or from == "" then
    L.raise(CODE, "'from' of Specification must be the path of a file, and is " .. L.type_name(from), {mend = SPELLING})
  end
  local file, line = L.place()
  specifications[#specifications + 1] = {from = from, file = file, line = line}
end

local function specification(...)
  local given = ...
  local text = select(2, ...)
  if select("#", ...) == 2 and type(given) == "string" and type(text) == "string" then return declare_text(text) end
  if select("#", ...) > 1 and type(given) == "string" then
    L.raise("TAC1006", format("Specification(%s, {…}) is an older spelling", L.show(given)), {mend = SPELLING})
  end
  if select("#", ...) ~= 1 then L.raise(CODE, format("Specification takes one value, and got %d", select("#", ...)), {mend = SPELLING}) end
  if type(given) == "string" then return declare_text(given) end
  if type(given) ~= "table" or L.is_null(given) then
    L.raise(CODE, "Specification takes a text or a table, and got " .. L.type_name(given), {mend = SPELLING})
  end
  return declare_file(given)
end

G.Specification, G.Specifications = specification, specification

-- What Step("text", fn) does; checkpoint.lua has the object.
function L.declare_step(...)
  local text, fn = ...
  local mend = 'write Step("the total is {n:d}", function(input, n) … end)'
  if type(text) ~= "string" or not std.match(text, "%S") then
    L.raise(STEP_CODE, "Step takes the text of a step first, and got " .. (text == "" and "an empty one" or L.type_name(text)), {mend = mend})
  end
  if type(fn) ~= "function" or select("#", ...) > 2 then
    L.raise(STEP_CODE, format("Step %s takes one function, and got %s", L.show(text), select("#", ...) > 2 and "more" or L.type_name(fn)), {mend = mend})
  end
  local file, line = L.place()
  local other = steps[text]
  if other then
    L.raise("TAC1005", format("two steps have the text %s: %s:%d and %s:%d", L.show(text), other.file or "?", other.line or 0, file or "?", line or 0))
  end
  steps[text] = {text = text, fn = fn, file = file, line = line}
  step_order[#step_order + 1] = text
end

-- The step of a text, or nil.
function L.custom_step(text) return steps[text] end

-- What stands in the description beside the procedures.
function L.describe_specifications(description)
  local texts = {}
  for index, text in ipairs(step_order) do texts[index] = {text = text, file = steps[text].file, line = steps[text].line} end
  if #specifications > 0 then description.specifications = L.as_list(L.copy(specifications)) end
  if #texts > 0 then description.steps = L.as_list(texts) end
end
