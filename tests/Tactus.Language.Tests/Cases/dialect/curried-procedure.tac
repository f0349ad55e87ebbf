-- expect: invalid TAC1006 3 Procedure "main" {…} is an older spelling
-- mend: main = Procedure {…}
Procedure "main" { function() return {} end }
