-- mock: true
-- expect: succeeded {"reason":"museum","stop":"museum","success":true,"text":"ok","turns":1}
local done = Tool { name = "done", input = { reason = field.string{} }, function(args) error("a mocked agent runs no tool") end }
local planner = Agent { system_prompt = "x", tools = { done } }
Mocks { planner = { message = "ok", tool_calls = { {tool = "done", args = {reason = "museum"}} } } }
Procedure {
  function()
    repeat planner() until done.called() or Iterations.exceeded(5)
    return { reason = done.last_call().args.reason, turns = Iterations.current(), text = planner.output, stop = Stop.reason(), success = Stop.success() }
  end
}
