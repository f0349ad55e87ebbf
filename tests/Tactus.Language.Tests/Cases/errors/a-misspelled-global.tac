-- expect: failed TAC1301 3 attempt to call a nil value (global 'pritn')
-- mend: did you mean 'print'?
pritn("x")
