-- Branches inside a checkpoint are cancelled while they wait: in the process, without one, and for a person.
Procedure {
  function()
    local failed = checkpoint(function()
      local ok, problem = pcall(Parallel, {
        short = function() Sleep(1) return Host.call("sim.once", {id = "short"}).value end,
        long = function() Sleep(3600) return Host.call("sim.once", {id = "long"}).value end,
        asks = function() return Human.approve("Go on?") end,
        fails = function() Host.call("sim.once", {id = "fails"}) error("enough") end,
      })
      return tostring(ok) .. " " .. tostring(problem)
    end)
    return { failed = failed, after = Host.call("sim.once", {id = "after"}).value }
  end
}
