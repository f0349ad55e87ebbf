-- expect: failed TAC1301 4 it broke
-- traceback: uncaught-text.tac:4
local function inner()
  error("it broke")
end
Procedure { function() inner() return {} end }
