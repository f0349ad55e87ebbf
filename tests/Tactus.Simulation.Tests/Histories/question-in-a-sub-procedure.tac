-- A person is asked in a sub-procedure, between two effects.
local ask = Procedure {
  input = { what = field.string{required = true} },
  output = { answer = field.string{required = true} },
  function(input)
    local draft = Host.call("sim.once", {draft = input.what}).value
    local answer = Human.input("What about draft " .. draft .. "?")
    Host.call("sim.once", {publish = answer})
    return { answer = answer }
  end
}

Procedure {
  output = { answers = field.array{required = true, items = field.string{}} },
  function() return { answers = { ask({what = "a"}).answer, ask({what = "b"}).answer } } end
}
