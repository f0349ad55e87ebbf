local done = require("tactus.tools.done")
worker = Agent { model = "openai/gpt-4o-mini", tools = { done } }
repeat worker() until done.called() or Iterations.exceeded(3) or Stop.requested()
return { turns = Iterations.current(), ok = Stop.success(), calls = #Tool.get_all_calls() }
