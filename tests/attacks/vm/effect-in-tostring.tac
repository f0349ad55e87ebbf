-- attack: perform an effect in __tostring
-- expect: error TAC2103
tostring(setmetatable({}, {__tostring = function() print("ESCAPED") return "x" end}))

--[==[ control
print(tostring(setmetatable({}, {__tostring = function() return "works" end})))
]==]
