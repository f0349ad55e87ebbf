-- Takes many steps, each a request to a local server that must arrive exactly once. Kill it as often as you like: README.md says how.

Procedure {
  input = {
    steps = field.integer{default = 10000, min = 1, max = 90000},
  },
  output = {
    steps = field.integer{required = true},
  },
  function(input)
    local report = math.max(1, input.steps // 20)
    for step = 1, input.steps do
      local answer = Host.call("haul.step", { step = step })
      if answer.status ~= 200 then error(string.format("the server answered %d to step %d", answer.status, step)) end
      if step % report == 0 then
        print(string.format("%d of %d steps", step, input.steps))
      end
    end
    return { steps = input.steps }
  end
}
