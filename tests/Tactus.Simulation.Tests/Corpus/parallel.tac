-- Branches whose effects overlap, with checkpoints and sub-procedures in them, and random numbers that nobody's pace may change.
local worker = Procedure {
  input = { id = field.string{required = true} },
  output = { value = field.integer{required = true} },
  function(input)
    State.increment("calls")
    local value = checkpoint(function()
      State.increment("calls")
      return Host.call("sim.once", {id = input.id}).value
    end)
    return { value = value + Host.call("sim.read", {id = input.id}).value + State.get("calls") }
  end
}

local function branch(name)
  return function()
    local sum = 0
    for round = 1, 2 do
      sum = sum + Host.call("sim.read", {id = name .. round}).value
      sum = sum + checkpoint(name .. round, function() return Host.call("sim.keyed", {id = name .. round}).value + math.random(1, 1000) end)
    end
    sum = sum + worker({id = name}).value + math.random(1, 1000)
    print(name, sum)
    return sum
  end
end

Procedure {
  output = { results = field.object{required = true}, after = field.integer{required = true}, outputs = field.array{required = true} },
  function()
    local handles = { Procedure.spawn("worker", {id = "spawned 1"}), Procedure.spawn("worker", {id = "spawned 2"}) }
    local results = Parallel { b = branch("b"), a = branch("a"), c = function() return Parallel { branch("c1"), branch("c2") } end }
    local outputs = Procedure.wait_all(handles)
    return { results = results, after = math.random(1, 1000000), outputs = outputs }
  end
}
