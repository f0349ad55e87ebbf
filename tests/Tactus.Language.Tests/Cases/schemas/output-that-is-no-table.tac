-- expect: failed TAC1102 2 output: must be a table with the declared fields, and is a string
Procedure { output = { plan = field.string{} }, function() return "x" end }
