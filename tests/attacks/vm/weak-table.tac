-- attack: watch the collector through a weak table
-- expect: error TAC2104
local weak = setmetatable({}, {__mode = "k"})
print("ESCAPED", weak)

--[==[ control
local strong = setmetatable({}, {__name = "strong"})
print(strong and "works")
]==]
