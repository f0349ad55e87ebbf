-- expect: failed TAC1301 3 attempt to call a nil value (global 'load')
-- mend: require
load("return 1")
