-- expect: invalid TAC1006 3 'procedure' is an older spelling
-- mend: Procedure {…}
main = procedure("main", { input = {} }, function() return {} end)
