-- expect: succeeded {"n": 5}
-- output_kind: n integer
Procedure { output = { n = field.integer{required = true} }, function() return { n = 10 / 2 } end }
