-- Branches whose answers come in between each other, random numbers, and a list that all write to.
Procedure {
  function()
    local order = {}
    local function branch(name)
      return function()
        local sum = 0
        for step = 1, 3 do
          sum = sum + Host.call("sim.read", {name = name, step = step}).value
          order[#order + 1] = name .. step
        end
        return sum + checkpoint(function() return Host.call("sim.once", {name = name}).value end) + math.random(1, 1000)
      end
    end
    local results = Parallel { a = branch("a"), b = branch("b"), c = branch("c") }
    return { results = results, order = order, random = math.random(1, 1000) }
  end
}
