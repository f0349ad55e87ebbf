-- Checkpoints whose first deed is another checkpoint, to some depth, in sub-procedures and branches.
local deep = Procedure {
  input = { depth = field.integer{required = true} },
  output = { value = field.integer{required = true} },
  function(input)
    local function down(depth)
      if depth == 0 then return Host.call("sim.once", {depth = input.depth}).value end
      return checkpoint("level " .. depth, function() return down(depth - 1) + 1 end)
    end
    return { value = down(input.depth) }
  end
}

Procedure {
  function()
    local first = checkpoint(function() return checkpoint(function() return checkpoint(function() return Host.call("sim.keyed", {id = 1}).value end) end) end)
    local second = checkpoint(function() return checkpoint(function() return deep({depth = 3}).value end) end)
    local third = Parallel { a = function() return deep({depth = 2}).value end, b = function() return checkpoint(function() return deep({depth = 1}).value end) end }
    return { first = first, second = second, third = third }
  end
}
