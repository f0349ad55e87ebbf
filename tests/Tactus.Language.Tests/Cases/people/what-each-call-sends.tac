-- answer: human.ask approve true
-- answer: human.ask input "Ann"
-- answer: human.ask select "red"
-- answer: human.ask review {"decision": "Approve"}
-- answer: human.ask upload {"path": "a.txt"}
-- answer: human.ask escalate null
-- answer: human.ask custom {"x": 1}
-- effect: main#1 human.ask approve {"default":false,"message":"Go on?"}
-- effect: main#2 human.ask approve {"context":{"n":1},"default":true,"message":"Go on?","timeout":60}
-- effect: main#3 human.ask input {"message":"Name?"}
-- effect: main#4 human.ask input {"default":"nobody","message":"Name?","timeout":1.5,"placeholder":"Ann"}
-- effect: main#5 human.ask select {"mode":"single","message":"Colour?","options":[{"label":"red","value":"red"},{"label":"2","value":2},{"label":"Blue","value":"b"}]}
-- effect: main#6 human.ask select {"max":2,"min":1,"mode":"multiple","default":["b"],"message":"Colours?","options":[{"label":"red","value":"red"},{"label":"Blue","value":"b"}]}
-- effect: main#7 human.ask review {"message":"Good?","options":[{"label":"Approve","value":"Approve"},{"label":"Reject","value":"Reject"}]}
-- effect: main#8 human.ask review {"default":{"decision":"Request Changes"},"message":"Good?","options":[{"label":"Approve","value":"Approve"},{"label":"Request Changes","value":"Request Changes"}],"artifact":"text","original":"txet","artifact_type":"code"}
-- effect: main#9 human.ask upload {"accept":[".txt",".md"],"message":"File?","max_size":10485760,"multiple":true}
-- effect: main#10 human.ask escalate {"message":"Help","severity":"error"}
-- effect: main#11 human.ask custom {"data":[1],"actions":[{"id":"again","label":"again"}],"message":"Pick","component_type":"picker"}
-- expect: succeeded "ok"
assert(Human.approve("Go on?") == true)
Human.approve{message = "Go on?", context = {n = 1}, timeout = 60, default = true}
assert(Human.input("Name?") == "Ann")
Human.input{message = "Name?", placeholder = "Ann", timeout = 1.5, default = "nobody"}
assert(Human.select{message = "Colour?", options = {"red", 2, {label = "Blue", value = "b"}}} == "red")
Human.select{message = "Colours?", options = {"red", {label = "Blue", value = "b"}}, mode = "multiple", min = 1, max = 2, default = {"Blue"}}
assert(Human.review("Good?").decision == "Approve")
Human.review{message = "Good?", artifact = "text", original = "txet", artifact_type = "code", options = {"approve", "request changes"}, default = "request changes"}
assert(Human.upload{message = "File?", accept = {".txt", ".md"}, max_size = "10MB", multiple = true}.path == "a.txt")
assert(Human.escalate("Help") == nil)
assert(Human.custom{component_type = "picker", message = "Pick", data = {1}, actions = {{id = "again"}}}.x == 1)
return "ok"
