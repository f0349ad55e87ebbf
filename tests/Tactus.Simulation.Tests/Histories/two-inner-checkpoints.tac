-- A sub-procedure with two checkpoints, in a procedure with checkpoints of its own.
local prepare = Procedure {
  input = { name = field.string{required = true} },
  output = { first = field.integer{required = true}, second = field.integer{required = true} },
  function(input)
    local first = checkpoint("first", function() return Host.call("sim.once", {step = "first", name = input.name}).value end)
    local second = checkpoint("second", function() return Host.call("sim.once", {step = "second", name = input.name}).value end)
    return { first = first, second = second }
  end
}

Procedure {
  output = { sum = field.integer{required = true} },
  function()
    local before = checkpoint(function() return Host.call("sim.keyed", {step = "before"}).value end)
    local prepared = prepare({name = "one"})
    local after = checkpoint(function() return Host.call("sim.keyed", {step = "after"}).value end)
    return { sum = before + prepared.first + prepared.second + after }
  end
}
