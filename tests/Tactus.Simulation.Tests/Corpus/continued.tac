-- A loop that starts its successor after every round.
Procedure {
  input = { round = field.integer{default = 1}, sum = field.integer{default = 0} },
  output = { sum = field.integer{required = true} },
  function(input)
    local sum = input.sum + Host.call("sim.once", {round = input.round}).value
    print("round", input.round)
    if input.round < 3 then Procedure.continue_as_new{round = input.round + 1, sum = sum} end
    return { sum = sum }
  end
}
