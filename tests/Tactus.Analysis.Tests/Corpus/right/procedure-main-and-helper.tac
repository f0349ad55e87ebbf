helper = Procedure { input = { n = field.integer{required = true} }, output = field.integer{required = true}, function(input) return input.n + 1 end }
Procedure {
  input = {}, output = { n = field.integer{required = true}, m = field.integer{} }, state = { seen = field.integer{default = 0} },
  function()
    state.seen = state.seen + 1
    return { n = helper({ n = 1 }), m = Procedure("helper")({ n = state.seen }) }
  end
}
