-- Records as many entries as it is told, then waits for a person. Every resume replays them all, asks again, and waits again.
Procedure {
  input = { entries = field.integer{required = true, min = 0} },
  function(input)
    for _ = 1, input.entries do
      Host.call("host.ping", {from = "benchmark"})
    end
    Human.approve("Go on?")
  end
}
