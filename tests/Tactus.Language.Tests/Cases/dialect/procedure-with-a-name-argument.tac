-- expect: invalid TAC1006 2 Procedure("main", {…}, fn) is an older spelling
Procedure("main", {}, function() return {} end)
