-- expect: invalid TAC1003 4 'city' in 'input' of Procedure must be a field
-- mend: field.string

Procedure { input = { city = { type = "strange" } }, function() return {} end }
