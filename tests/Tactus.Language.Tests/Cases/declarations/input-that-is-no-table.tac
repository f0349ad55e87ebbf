-- expect: invalid TAC1003 3 'input' of Procedure must be a table of fields

Procedure { input = "x", function() return {} end }
