local has_bits = bit32 ~= nil
local quick = jit and jit.version or "none"
local exits = os.exit or function() end
if not setfenv and type(string.buffer) == "nil" then has_bits = false end
return { has_bits = has_bits, quick = quick, exits = type(exits) }
