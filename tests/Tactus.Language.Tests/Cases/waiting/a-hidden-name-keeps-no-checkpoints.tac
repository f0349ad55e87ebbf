-- expect: succeeded ["TAC1235", 1]
checkpoint(function() return 1 end)
local hidden = _G["Check" .. "point"]
local _, problem = pcall(hidden.get, 0)
return {problem.code, hidden.next_position()}
