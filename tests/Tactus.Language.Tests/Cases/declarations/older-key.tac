-- expect: invalid TAC1006 4 'params'
-- mend: input

Procedure { params = {}, function() return {} end }
