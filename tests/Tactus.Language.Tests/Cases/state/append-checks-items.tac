-- expect: failed TAC1103 5 state.items[1]: must be a string, and is 5
Procedure {
  state = { items = field.array{items = field.string{}} },
  function()
    State.append("items", 5)
  end
}
