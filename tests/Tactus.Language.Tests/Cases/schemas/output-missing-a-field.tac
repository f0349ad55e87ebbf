-- expect: failed TAC1102 2 plan: is required
Procedure { output = { plan = field.string{required = true} }, function() return nil end }
