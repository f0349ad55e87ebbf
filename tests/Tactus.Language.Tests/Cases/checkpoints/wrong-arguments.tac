-- expect: failed TAC1201 2 checkpoint needs a function, and got a string
checkpoint("name", "x")
