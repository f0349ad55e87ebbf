-- attack: read upvalues or the registry of the prelude
-- expect: stopped only traceback
local found = {}
for name in pairs(debug) do
  if name ~= "traceback" then found[#found + 1] = name end
end
print(#found == 0 and "stopped: only traceback" or "ESCAPED " .. table.concat(found, " "))

--[==[ control
print(debug.traceback("works"):match("^works"))
]==]
