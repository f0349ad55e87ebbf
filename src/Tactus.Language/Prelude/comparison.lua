-- How a step's value is held against what a run has: by the rules of docs/testing.md.
local native, G = ...
local L = native.language
local std = L.std
local type, tostring, tonumber, pcall, format = std.type, std.tostring, std.tonumber, std.pcall, std.format
local gsub, find, lower, sub, match, math_type = std.gsub, std.find, std.lower, std.sub, std.match, std.math_type
local rawget, ipairs, gmatch = std.rawget, std.ipairs, std.gmatch
local _ENV <const> = nil

-- Longest text of a value in a report.
local LONGEST = 1000

-- A value as the dialect prints it in comparisons of text: integral numbers without ".0", True and None by their Python names.
function L.plain_text(value)
  if type(value) == "string" then return value end
  if value == nil or L.is_null(value) then return "None" end
  if type(value) == "number" then return L.number_text(value) end
  if type(value) == "boolean" then return value and "True" or "False" end
  local ok, text = pcall(L.json_encode, value)
  return ok and text or tostring(value)
end

-- A value for a report: strings in quotes, tables as JSON, cut where it is long.
function L.shown_value(value)
  if value == nil then return "nothing" end
  local text
  if type(value) == "string" then
    text = format("%q", value)
    text = gsub(text, "\\\n", "\\n")
  elseif type(value) == "boolean" then
    text = tostring(value)
  else
    text = L.is_null(value) and "null" or L.plain_text(value)
  end
  if #text > LONGEST then text = sub(text, 1, LONGEST) .. "…" end
  return text
end

-- True when a value is what a step says. `wanted` comes from the host: {kind = "exact" | "boolean" | "number" | "null" | "data" | "bare", value, text}.
function L.value_fits(wanted, actual)
  local kind = wanted.kind
  if kind == "exact" then return actual == wanted.value end
  if kind == "boolean" then
    return actual == wanted.value or (type(actual) == "string" and lower(actual) == tostring(wanted.value))
  end
  if kind == "number" then
    local number = math_type(actual) and actual or (type(actual) == "string" and tonumber(actual)) or nil
    return number == wanted.value
  end
  if kind == "null" then return actual == nil or L.is_null(actual) end
  if kind == "data" then return type(actual) == "table" and L.same(actual, wanted.value) end
  return L.plain_text(actual) == wanted.text
end

-- The same, and a text in quotes fits a number or a boolean that is printed so: the dialect compares what it prints.
function L.printed_fits(wanted, actual)
  if L.value_fits(wanted, actual) then return true end
  if wanted.kind == "exact" then
    local text = L.plain_text(actual)
    return text == wanted.value or (type(actual) == "boolean" and lower(text) == wanted.value)
  end
  return false
end

-- The text of a value that a step compares with a text; nil where there is none.
function L.text_for_step(value)
  if value == nil or L.is_null(value) then return nil end
  return L.plain_text(value)
end

-- Compiles a step's pattern: it is searched for anywhere in the text, as Python's re.search does. Returns a function of a text.
function L.step_pattern(pattern)
  local ignores_case = match(pattern, "^%(%?i%)") ~= nil
  local body = ignores_case and sub(pattern, 5) or pattern
  if ignores_case then body = gsub(body, "(\\?)(%a)", function(slash, letter) return slash .. (slash == "" and lower(letter) or letter) end) end
  local program, why = L.compile_regex("[\\s\\S]*(?:" .. body .. ")[\\s\\S]*")
  if not program then
    L.raise("TAC1505", format("%s is no regular expression that steps know: %s", L.show(pattern), why),
      {mend = "docs/language.md lists what a pattern may hold"})
  end
  return function(text) return L.matches_regex(program, ignores_case and lower(text) or text) end
end

local function normal(text)
  text = gsub(lower(text), "[%p]", "")
  return (gsub(gsub(text, "%s+", " "), "^%s*(.-)%s*$", "%1"))
end

-- How alike two texts are in a fuzzy match: case and punctuation do not count, and a text within the other is as good as the same.
function L.fuzzy_score(left, right)
  left, right = normal(left), normal(right)
  if left == right then return 1 end
  if left == "" or right == "" then return 0 end
  if find(left, right, 1, true) or find(right, left, 1, true) then return 1 end
  return L.difflib_ratio(left, right)
end

-- The value at a path such as address.lines[2]; a key that holds the whole path wins.
function L.value_at(container, path)
  if type(container) ~= "table" or L.is_null(container) then return nil end
  if rawget(container, path) ~= nil then return rawget(container, path) end
  local value = container
  for name, index in gmatch(path, "([^%.%[%]]*)%[?(%d*)%]?") do
    for _, key in ipairs {name ~= "" and name or false, index ~= "" and tonumber(index) or false} do
      if key then
        if type(value) ~= "table" or L.is_null(value) then return nil end
        local item = rawget(value, key)
        if item == nil and type(key) == "string" and match(key, "^%d+$") then item = rawget(value, tonumber(key)) end
        value = item
      end
    end
  end
  return value
end
