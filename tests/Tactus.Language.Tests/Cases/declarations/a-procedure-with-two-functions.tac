-- expect: invalid TAC1003 3 has two functions

Procedure("main", { function() return {} end }, function() return {} end)
