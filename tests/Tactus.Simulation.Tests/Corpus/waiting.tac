-- Waits of every kind in every place: in a checkpoint, a sub-procedure, a branch; State.increment before each.
local asker = Procedure {
  input = { what = field.string{required = true} },
  output = { answer = field.string{required = true}, count = field.integer{required = true} },
  function(input)
    State.increment("count")
    Sleep(2)
    local answer = Human.input("What about " .. input.what .. "?")
    State.increment("count")
    return { answer = answer, count = State.get("count") }
  end
}

Procedure {
  state = { count = field.integer{default = 0} },
  output = { count = field.integer{required = true}, answers = field.array{required = true} },
  function()
    local answers = {}
    State.increment("count")
    answers[1] = asker({what = "first"})
    answers[2] = checkpoint("ask", function()
      State.increment("count")
      Host.call("sim.once", {id = "in the checkpoint"})
      return Human.approve("Go on?")
    end)
    Sleep(3600)
    State.increment("count")
    answers[3] = Parallel {
      slow = function() Sleep(30) return Host.call("sim.once", {id = "slow"}).value end,
      asks = function() return Human.select{message = "Which?", options = {"x", "y"}} end,
      quick = function() return Host.call("sim.keyed", {id = "quick"}).value end,
    }
    Procedure.defer{key = "later", resume_at = "2031-01-01T00:00:00Z", reason = "the new year"}
    return { count = State.get("count"), answers = answers }
  end
}
