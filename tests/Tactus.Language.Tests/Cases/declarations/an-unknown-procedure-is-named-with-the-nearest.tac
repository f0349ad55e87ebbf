-- procedure: secnd
-- expect: invalid TAC1010 0 did you mean 'second'?

first = Procedure { function() return {} end }
second = Procedure { function() return {} end }
