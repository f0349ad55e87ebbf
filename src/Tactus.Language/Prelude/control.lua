-- Iterations and Stop. Agent turns count the iterations; the tool `done` asks to stop.
local native, G = ...
local L = native.language
local std = L.std
local math_type, type = std.math_type, std.type
local _ENV <const> = nil

function L.iterations() return L.frame.turns end

-- Adds what a checkpoint counted. Other branches of the procedure may have counted meanwhile.
function L.add_iterations(count) L.frame.turns = L.frame.turns + count end

G.Iterations = {
  current = function() return L.frame.turns end,
  exceeded = function(most)
    if not math_type(most) then
      L.raise("TAC1201", "Iterations.exceeded needs a number, and got " .. L.type_name(most))
    end
    return L.frame.turns >= most
  end,
}

-- The wish of the running procedure's agents to stop, or nil.
local function wish()
  local record = L.frame.record
  return record and record.stop
end

G.Stop = {
  requested = function() return wish() ~= nil end,
  reason = function()
    local reason = wish() and wish().reason
    if reason == nil or L.is_null(reason) then return nil end
    if type(reason) == "string" then return reason end
    L.load_parts()
    return L.text_of(reason)
  end,
  success = function() return not wish() or wish().success ~= false end,
}
