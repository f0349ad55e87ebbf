-- input: {"i": "3"}
-- expect: invalid TAC1101 3 i: must be an integer, and is '3'
Procedure { input = { i = field.integer{} }, function() return {} end }
