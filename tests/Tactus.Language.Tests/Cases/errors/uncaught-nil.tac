-- expect: failed TAC1301 2 nil
error(nil)
