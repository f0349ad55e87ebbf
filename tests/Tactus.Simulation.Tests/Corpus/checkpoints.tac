-- Checkpoints in loops, in each other, around effects of every class, and one that fails.
Procedure {
  state = { seen = field.array{items = field.string{}} },
  output = { sum = field.integer{required = true}, seen = field.array{required = true}, caught = field.string{required = true}, random = field.array{required = true} },
  function()
    local sum, random = 0, {}
    for round = 1, 3 do
      random[#random + 1] = math.random(1, 1000000)
      sum = sum + checkpoint("round " .. round, function()
        local first = Host.call("sim.once", {id = "a" .. round}).value
        State.append("seen", "round " .. round)
        local second = checkpoint(function()
          return Host.call("sim.keyed", {id = "b" .. round}).value + math.random(1, 100)
        end)
        print("inside", round, second)
        return first + second
      end)
      Log.info("round", {round = round, sum = sum})
      random[#random + 1] = math.random(1, 1000000)
    end
    local ok, raised = pcall(checkpoint, function()
      Host.call("sim.once", {id = "before the error"})
      State.append("seen", "error")
      error({reason = "wanted"})
    end)
    assert(not ok)
    sum = sum + Host.call("sim.read", {id = "last"}).value
    return { sum = sum, seen = State.get("seen"), caught = raised.reason, random = random }
  end
}
