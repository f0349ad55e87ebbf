-- expect: failed TAC1301 2 mine
error({ message = "mine" })
