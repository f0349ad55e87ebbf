-- What comes of it depends on who is first: cancelled branches, the first of several, timeouts, and a list that all write to.
local worker = Procedure {
  input = { id = field.string{required = true}, steps = field.integer{required = true} },
  function(input)
    local sum = 0
    for step = 1, input.steps do sum = sum + Host.call("sim.once", {id = input.id, step = step}).value end
    return sum
  end
}

Procedure {
  function()
    local order = {}
    local function member(name, steps)
      return function()
        for step = 1, steps do
          Host.call("sim.read", {name = name, step = step})
          order[#order + 1] = name .. step
        end
        if name == "b" then error("b gives up") end
        return Host.call("sim.once", {name = name}).value
      end
    end
    local ok, problem = pcall(Parallel, { a = member("a", 4), b = member("b", 2), c = member("c", 1) })
    print("parallel", tostring(ok), tostring(problem))
    local handles = { Procedure.spawn("worker", {id = "x", steps = 3}), Procedure.spawn("worker", {id = "y", steps = 3}) }
    local first, value = Procedure.wait_any(handles)
    print("first", first == handles[1] and "x" or "y", value)
    local slow = Procedure.spawn("worker", {id = "z", steps = 30})
    local waited, timeout = pcall(Procedure.wait, slow, 0.01)
    print("waited", tostring(waited), tostring(timeout))
    print("cancelled", tostring(Procedure.cancel(slow)))
    local clock = os.time()
    return { order = order, waited = waited, clock = clock, number = math.random(1, 1000000) }
  end
}
