-- answer: human.ask approve true
-- answer: human.ask select "b"
-- effect: main#1 human.ask approve {"default":true,"message":"Publish?","timeout":60}
-- effect: main#2 human.ask approve {"default":true,"message":"Now?","timeout":60}
-- effect: main#3 human.ask select {"mode":"single","message":"Which?","options":[{"label":"b","value":"b"}]}
-- expect: succeeded "ok"
Hitl("publish", {type = "approval", message = "Publish?", timeout = 60, default = true})
Hitl("open", {message = "Which?", options = {"b"}})
assert(Human.approve{config_key = "publish"})
Human.approve{config_key = "publish", message = "Now?"}
Human.select{config_key = "open"}
local function refuses(code, text, fn, ...)
  local ok, problem = pcall(fn, ...)
  assert(not ok and problem.code == code and string.find(problem.message, text, 1, true), tostring(problem))
end
refuses("TAC1231", "there is no Hitl 'publsh'; did you mean 'publish'?", Human.approve, {config_key = "publsh"})
refuses("TAC1231", "'config_key' of Human.approve must be the name of a Hitl", Human.approve, {config_key = 5})
refuses("TAC1231", "Hitl 'publish' is of the type approve, and Human.input asks for input", Human.input, {config_key = "publish"})
refuses("TAC1230", "Human.approve has no option 'options'", Human.approve, {config_key = "open"})
refuses("TAC1003", "Hitl takes a name and a table", Hitl, {})
refuses("TAC1003", "Hitl 'x' takes a table, and got nil", Hitl, "x")
refuses("TAC1003", "'type' of Hitl 'x' is no type of question: 'aprove'; did you mean 'approve'?", Hitl, "x", {type = "aprove"})
refuses("TAC1002", "Hitl 'x' has no key 'mesage'; did you mean 'message'?", Hitl, "x", {mesage = "?"})
refuses("TAC1003", "'timeout' of Hitl 'x' must be above 0", Hitl, "x", {type = "approve", timeout = -1})
refuses("TAC1005", "two Hitl are called 'publish': declared-questions.tac:7 and", Hitl, "publish", {})
return "ok"
