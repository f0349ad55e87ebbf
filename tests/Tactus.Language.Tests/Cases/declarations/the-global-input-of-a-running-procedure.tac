-- input: {"n": 4}
-- expect: succeeded {"n": 4, "inner": 7, "after": 4}

local sub = Procedure { input = { n = field.integer{} }, function() return input.n end }
main = Procedure {
  input = { n = field.integer{} },
  function() return { n = input.n, inner = sub { n = 7 }, after = input.n } end
}
