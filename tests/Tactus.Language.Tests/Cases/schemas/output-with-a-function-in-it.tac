-- expect: failed TAC1104 2 output.items[2].run is a function
Procedure { function() return { items = { 1, { run = print } } } end }
