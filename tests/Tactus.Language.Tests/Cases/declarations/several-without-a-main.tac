-- expect: invalid TAC1010 0 first, second

first = Procedure { function() return {} end }
second = Procedure { function() return {} end }
