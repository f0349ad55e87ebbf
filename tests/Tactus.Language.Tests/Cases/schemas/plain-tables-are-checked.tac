-- expect: invalid TAC1002 3 did you mean 'required'?

Procedure { input = { city = { type = "string", requird = true } }, function() return {} end }
