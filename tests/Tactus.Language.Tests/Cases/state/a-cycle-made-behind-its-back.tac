-- expect: failed TAC1103 5 state.x.x contains itself
local t = {}
state.x = t
t.x = t
State.all()
