-- Checkpoint.*: looks back at the checkpoints that this branch has passed, by 0-based position or by name. What it tells comes from what
-- was recorded, so a replay tells the same.
local native, G = ...
local L = native.language
local std = L.std
local type, format, math_type, tointeger, match, tonumber = std.type, std.format, std.math_type, std.tointeger, std.match, std.tonumber
local _ENV <const> = nil

-- Branch -> {count, names: name -> position of the last of that name, values: position -> what was recorded}.
local passed = {}
-- Most procedures never look back, and the values of a long one would fill its memory: they are kept where the source names Checkpoint.
local keeps = false

function L.keep_checkpoints(yes) keeps = yes end

-- checkpoint.lua tells of each record that was applied.
function L.note_checkpoint(branch, name, record)
  local here = passed[branch]
  if not here then
    here = {count = 0, names = {}, values = {}}
    passed[branch] = here
  end
  if keeps then here.values[here.count] = L.copy(record.value) end
  if name ~= "" then here.names[name] = here.count end
  here.count = here.count + 1
end

-- A branch has ended; nobody can look back from it any more.
function L.forget_checkpoints(branch) passed[branch] = nil end

-- The position that an argument means; nil for a name or a position that there is not.
local function position_of(call, where)
  local here = passed[L.branch]
  local position = math_type(where) and tointeger(where)
  if type(where) == "string" then
    if here and here.names[where] then return here.names[where], here end
    position = match(where, "^%d+$") and tonumber(where) or -1
  end
  if not position then
    L.raise("TAC1235", format("Checkpoint.%s takes a position, counted from 0, or a name, and got %s", call, L.type_name(where)))
  end
  if here and position >= 0 and position < here.count then return position, here end
  return nil
end

local function no_clearing(call)
  return function()
    L.raise("TAC1236", format("Checkpoint.%s is not possible: what a run did stays in its journal", call), {
      mend = "start another run from an earlier place: tactus runs fork RUN --at N (tactus runs trace RUN shows the numbers)",
    })
  end
end

G.Checkpoint = {
  exists = function(where) return position_of("exists", where) ~= nil end,
  get = function(where)
    if not keeps then
      L.raise("TAC1235", "Checkpoint.get finds nothing, because no file of the run names Checkpoint", {mend = "write Checkpoint.get as it is"})
    end
    local position, here = position_of("get", where)
    if not position then return nil end
    local value = here.values[position]
    if L.is_null(value) then return nil end
    return L.copy(value)
  end,
  next_position = function()
    local here = passed[L.branch]
    return here and here.count or 0
  end,
  clear_all = no_clearing("clear_all"),
  clear_after = no_clearing("clear_after"),
}
