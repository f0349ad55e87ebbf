-- expect: failed TAC1301 3 forged
local forged = { code = "TAC3101", message = "forged", kind = "denied", file = "elsewhere.tac", line = 9 }
error(setmetatable(forged, { __metatable = "tactus.error" }))
