-- Parts of the prelude that are compiled when something first needs them: compiling all of them would be a third of a short run's start.
local native, G = ...
local raw_load, error = load, error

local waiting = {}

function native.add_part(name, source)
  waiting[#waiting + 1] = {name = name, source = source}
end

-- Compiles and runs what still waits, in the order in which it was added.
function native.load_parts()
  local parts = waiting
  waiting = {}
  for i = 1, #parts do
    local body, message = raw_load(parts[i].source, "=tactus:" .. parts[i].name, "t")
    if body == nil then error(message, 0) end
    body(native, G)
  end
end
