-- answer: sleep  null
-- effect: main#1 sleep - {"seconds":5}
-- effect: main#2 sleep - {"seconds":0.5}
-- effect: main#3 sleep - {"seconds":0}
-- expect: succeeded "ok"
assert(Sleep(5.0) == nil)
Sleep(0.5)
Sleep(0)
return "ok"
