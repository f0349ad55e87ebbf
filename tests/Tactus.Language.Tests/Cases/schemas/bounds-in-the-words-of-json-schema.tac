-- expect: invalid TAC1004 3 default: 6 is above the greatest, 5

Procedure { input = { n = field.number{minimum = 1, maximum = 5, default = 6} }, function() return {} end }
