-- answer: human.ask multiple {"name": "Ann", "ok": true}
-- effect: main#1 human.ask multiple {"items":[{"id":"name","type":"input","label":"N","default":"nobody","message":"Name?","required":true},{"id":"ok","type":"approve","label":"O","message":"Ok?","metadata":{"a":1},"required":false}],"default":{"name":"nobody"},"message":"Both","timeout":60}
-- effect: main#2 human.ask multiple {"items":[{"id":"ok","type":"approve","label":"O","message":"Ok?","required":true}],"message":"Several answers are needed"}
-- line: warn: Human.inputs is an older name of Human.multiple
-- expect: succeeded "Ann"
local answers = Human.multiple{
  {id = "name", label = "N", type = "text", message = "Name?", default = "nobody"},
  {id = "ok", label = "O", type = "approval", message = "Ok?", required = false, metadata = {a = 1}},
  message = "Both", timeout = 60,
}
Human.inputs{{id = "ok", label = "O", type = "approve", message = "Ok?"}}
return answers.name
