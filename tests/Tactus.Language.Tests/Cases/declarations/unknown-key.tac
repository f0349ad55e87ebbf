-- expect: invalid TAC1002 3 did you mean 'input'?

Procedure { inptu = {}, function() return {} end }
