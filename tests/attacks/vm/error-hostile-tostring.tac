-- attack: raise an error object whose __tostring raises
-- expect: error an error value whose __tostring failed
error(setmetatable({}, {__tostring = function() error("again") end}))

--[==[ control
print(select(2, pcall(error, setmetatable({}, {__tostring = function() return "works" end}))))
]==]
