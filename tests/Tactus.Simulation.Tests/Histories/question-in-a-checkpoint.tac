-- A person is asked inside a checkpoint, between two effects.
Procedure {
  output = { decided = field.boolean{required = true}, value = field.integer{required = true} },
  function()
    local result = checkpoint("decision", function()
      local draft = Host.call("sim.once", {draft = 1}).value
      local decided = Human.approve("Publish draft " .. draft .. "?")
      return { decided = decided, value = Host.call("sim.once", {decided = decided}).value }
    end)
    return result
  end
}
