-- expect: failed TAC1103 7 state.count: must be an integer, and is 'many'
-- mend: field.integer
Procedure {
  state = { count = field.integer{default = 1} },
  function()
    state.count = state.count + 1
    state.count = "many"
  end
}
