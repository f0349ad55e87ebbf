-- expect: failed TAC1301 2 an error value whose __tostring failed
error(setmetatable({}, { __tostring = function() error("again") end }))
