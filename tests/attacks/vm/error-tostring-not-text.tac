-- attack: raise an error object whose __tostring returns no text
-- expect: error an error value whose __tostring failed
error(setmetatable({}, {__tostring = function() return {} end}))

--[==[ control
print(tostring(setmetatable({}, {__tostring = function() return "works" end})))
]==]
