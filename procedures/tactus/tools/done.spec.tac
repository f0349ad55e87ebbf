-- The tool done: what it answers, and that an agent's turn ends with it.
local done = require("tactus.tools.done")

worker = Agent { system_prompt = "Work, then say done.", tools = { done } }

Procedure {
  input = { by_hand = field.boolean{default = false} },
  output = {
    reason = field.string{required = true}, status = field.string{required = true}, stopped = field.boolean{required = true},
    turns = field.integer{required = true},
  },
  function(input)
    if input.by_hand then
      local answer = done({})
      return { reason = answer.reason, status = answer.status, stopped = Stop.requested(), turns = 0 }
    end
    repeat worker() until done.called() or Iterations.exceeded(5)
    local call = done.last_call()
    return { reason = call.args.reason, status = "called", stopped = Stop.requested(), turns = Iterations.current() }
  end
}

Specification([[
Feature: The tool done
  Scenario: An agent says that it is done
    Given the agent "worker" calls tool "done" with args {'reason': 'all clean'}
    When the procedure runs
    Then the done tool should be called exactly 1 time
    And the output reason should be "all clean"
    And the output turns should be 1
    And the output stopped should be true

  Scenario: A procedure calls it itself
    Given the input by_hand is "true"
    When the procedure runs
    Then the output reason should be "Task completed"
    And the output status should be "completed"
]])
