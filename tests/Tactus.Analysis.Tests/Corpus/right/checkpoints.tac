Procedure {
  function()
    local first = checkpoint(function() local n = 1 n = n + 1 return n end)
    local second = checkpoint("named", function() local t = {} t.a = 1 t[2] = "b" return t.a end)
    local third = Step.checkpoint(function() return Checkpoint.next_position() > 0 end)
    state.total = first + second
    return { total = state.total, third = third, any = Checkpoint.exists("named") }
  end
}
