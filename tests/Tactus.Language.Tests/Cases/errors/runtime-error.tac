-- expect: failed TAC1301 3 attempt to index a nil value (local 'x')
local x
local y = x.z
