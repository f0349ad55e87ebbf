-- expect: invalid TAC1005 5 'main'
-- mend: name

Procedure { function() return {} end }
Procedure { function() return {} end }
