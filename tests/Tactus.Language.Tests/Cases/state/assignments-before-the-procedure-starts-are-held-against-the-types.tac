-- expect: failed TAC1103 3 state.n: must be an integer, and is 'x'
state.n = "x"
Procedure { state = { n = field.integer{} }, function() return {} end }
