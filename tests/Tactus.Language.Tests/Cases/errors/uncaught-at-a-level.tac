-- expect: failed TAC1301 5 it broke
local function inner()
  error("it broke", 2)
end
inner()
