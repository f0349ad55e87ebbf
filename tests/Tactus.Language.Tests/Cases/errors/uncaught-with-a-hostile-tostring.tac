-- expect: failed TAC1301 2 an error that cannot be shown
error(setmetatable({}, { __tostring = function() error("again") end }))
