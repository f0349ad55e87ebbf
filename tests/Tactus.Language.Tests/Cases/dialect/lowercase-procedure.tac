-- expect: invalid TAC1006 3 attempt to call a nil value (global 'procedure')
-- mend: 'procedure' is an older spelling; it is now Procedure {…}
main = procedure("main", { input = {} }, function() return {} end)
