-- input: {"i": "0x10"}
-- coerce: true
-- expect: invalid TAC1101 4 i: must be an integer, and is '0x10'
Procedure { input = { i = field.integer{} }, function() return {} end }
