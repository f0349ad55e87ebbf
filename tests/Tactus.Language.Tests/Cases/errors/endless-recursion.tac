-- expect: failed TAC1301 3 stack overflow
local function again()
  return 1 + again()
end
again()
