-- Iterations and Stop. Agent turns count the iterations; until the language has agents nothing counts and nothing asks to stop.
local native, G = ...
local L = native.language
local std = L.std
local math_type = std.math_type
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

G.Stop = {
  requested = function() return false end,
  reason = function() return nil end,
  success = function() return true end,
}
