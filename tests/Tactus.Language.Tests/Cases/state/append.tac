-- expect: succeeded [["a", "b"], ["text", 1], [{"k": 1}, 2], "TAC1103", ["x"], "TAC1103", ["one"], true]
Procedure {
  state = { short = field.array{max_length = 1}, word = field.string{} },
  function()
    State.append("list", "a")
    local same = State.append("list", "b")
    state.text, state.map, state.word = "text", { k = 1 }, "w"
    State.append("text", 1)
    State.append("map", 2)
    State.append("short", "x")
    local _, long = pcall(State.append, "short", "y")
    local _, word = pcall(State.append, "word", "y")
    State.append("more", "one")
    return { state.list, state.text, state.map, long.code, state.short, word.code, state.more, same == state.list }
  end
}
