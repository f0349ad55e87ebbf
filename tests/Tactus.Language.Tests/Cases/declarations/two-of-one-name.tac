-- expect: invalid TAC1005 4 two-of-one-name.tac:3 and two-of-one-name.tac:4

twin = Procedure { function() return {} end }
twin = Procedure { function() return {} end }
