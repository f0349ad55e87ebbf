-- expect: invalid TAC1002 2 Hitl 'x' has no key 'mesage'
Hitl("x", {mesage = "?"})
return "ok"
