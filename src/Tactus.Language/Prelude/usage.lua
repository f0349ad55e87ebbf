-- What the agents and models of a run used together: tokens and money, for tests and evaluations. The broker keeps the account that counts.
local native, G = ...
local L = native.language
local _ENV <const> = nil

local used = {tokens = 0, cost = 0}

-- Adds what one turn or one call used, as the broker said it.
function L.add_used(usage, cost)
  used.tokens = used.tokens + (usage and usage.total_tokens or 0)
  used.cost = used.cost + (cost or 0)
end

function L.used() return {tokens = used.tokens, cost = used.cost} end
