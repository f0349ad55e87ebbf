-- expect: failed TAC1102 2 output: must be a string, and is 5
Procedure { output = field.string{}, function() return 5 end }
