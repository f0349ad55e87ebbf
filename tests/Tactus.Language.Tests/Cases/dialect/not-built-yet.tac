-- expect: succeeded true
local ok, problem = pcall(function() return Http.get end)
return not ok and problem.code == "TAC1007"
