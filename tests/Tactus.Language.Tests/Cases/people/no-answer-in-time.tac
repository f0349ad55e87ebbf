-- refuse: human.ask input TAC3702 timeout nobody answered within 60 s
-- expect: succeeded "timeout"
local ok, problem = pcall(Human.input, {message = "?", timeout = 60})
return problem.kind
