-- The names that the source gives to declarations: name = Agent {…}, local name = Tool {…}. The host reads them from the text, so that local
-- variables count, too.
local native, G = ...
local L = native.language
local std = L.std
local ipairs = std.ipairs
local _ENV <const> = nil

-- Kind -> file -> line -> the declarations there, in order; the name of one without a variable is "".
local names = {}
-- File -> line -> the column of the declaration there; false for several.
local columns = {}

function L.prepare_names(found)
  for _, entry in ipairs(found) do
    local files = names[entry.kind] or {}
    names[entry.kind] = files
    local lines = files[entry.file] or {}
    files[entry.file] = lines
    local here = lines[entry.line] or {used = 0}
    lines[entry.line] = here
    here[#here + 1] = entry
    local places = columns[entry.file] or {}
    columns[entry.file] = places
    places[entry.line] = places[entry.line] == nil and entry.column
  end
end

-- The variable that the declaration of this kind at this place is assigned to, and whether it is a local one; nil for none. Several
-- declarations on one line are told apart by their order, so a declaration asks once; a line that runs again keeps the last one's name.
function L.declared_name(kind, file, line)
  local files = names[kind]
  local here = files and files[file] and files[file][line]
  if not here or #here == 0 then return nil end
  if here.used < #here then here.used = here.used + 1 end
  local entry = here[here.used]
  if entry.name == "" then return nil end
  return entry.name, entry.is_local
end

-- Whether the declaration of this kind at the place that runs now is assigned to a variable.
function L.declares_variable(kind)
  local file, line = L.place()
  local here = names[kind] and names[kind][file] and names[kind][file][line]
  return here ~= nil and here[#here] ~= nil and here[#here].name ~= ""
end

-- The column of the one declaration at a place; nil when none or several stand there.
function L.declared_column(file, line)
  local places = columns[file]
  return places and places[line] or nil
end
