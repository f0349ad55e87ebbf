-- A tool that fails twice, with waits of which one outlives the guest.
Procedure {
  output = { value = field.integer{required = true}, attempts = field.integer{required = true} },
  function()
    local attempts = 0
    local value = Retry.with_backoff(function(attempt)
      attempts = attempt
      return Host.call("sim.keyed", {id = "flaky", fails = 2, attempt = attempt}).value
    end, {initial_delay = 2, backoff_factor = 20})
    return { value = value, attempts = attempts }
  end
}
