-- Branches and sub-procedures are cancelled while they stand in a checkpoint of their own, inside another checkpoint.
local steps = Procedure {
  input = { id = field.string{required = true} },
  function(input)
    local sum = 0
    for step = 1, 3 do
      sum = sum + checkpoint(function()
        local first = Host.call("sim.read", {id = input.id, step = step}).value
        return first + Host.call("sim.once", {id = input.id, step = step}).value
      end)
    end
    return sum
  end
}

Procedure {
  function()
    local failed = checkpoint(function()
      local ok, problem = pcall(Parallel, {
        fails = function()
          Host.call("sim.once", {id = "fails"})
          error("enough")
        end,
        inner = function()
          checkpoint(function()
            for step = 1, 4 do Host.call("sim.once", {id = "inner", step = step}) end
          end)
          return Host.call("sim.once", {id = "beyond"}).value
        end,
      })
      Host.call("sim.once", {id = "between"})
      return tostring(ok) .. " " .. tostring(problem)
    end)
    local cancelled = checkpoint(function()
      local running = Procedure.spawn("steps", {id = "sub"})
      Host.call("sim.read", {id = "one"})
      Host.call("sim.once", {id = "two"})
      local was = Procedure.cancel(running)
      Host.call("sim.once", {id = "three"})
      pcall(Procedure.wait, running)
      return {was = was, status = Procedure.status(running)}
    end)
    return { failed = failed, cancelled = cancelled.was, after = Host.call("sim.once", {id = "after"}).value }
  end
}
