-- input: {"n": 4}
-- expect: succeeded {"total": 8}

Procedure {
  input = { n = field.integer{required = true} },
  output = { total = field.integer{required = true} },
  function(input)
    return { total = input.n * 2 }
  end
}
