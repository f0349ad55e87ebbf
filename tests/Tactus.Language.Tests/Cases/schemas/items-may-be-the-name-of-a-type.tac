-- input: {"names": ["a", 1]}
-- expect: invalid TAC1101 4 names[2]: must be a string

Procedure { input = { names = field.array{items = "string"} }, function() return {} end }
