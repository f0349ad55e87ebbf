-- expect: invalid TAC1008 3 no function

Procedure { input = {} }
