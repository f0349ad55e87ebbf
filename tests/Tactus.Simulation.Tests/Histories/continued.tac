-- The first of three runs that follow each other.
Procedure {
  input = { round = field.integer{default = 1} },
  output = { rounds = field.integer{required = true} },
  function(input)
    Host.call("sim.once", {round = input.round})
    if input.round < 3 then Procedure.continue_as_new{round = input.round + 1} end
    return { rounds = input.round }
  end
}
