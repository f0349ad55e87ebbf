-- Custom steps, state checks, several scenarios.
local done = require("tactus.tools.done")

worker = Agent {model = "openai/gpt-4o-mini", system_prompt = "Work on {input.topic}", tools = {done}}

main = Procedure {
    input = {topic = field.string{required = true}, depth = field.integer{default = 1}},
    output = {report = field.string{required = true}, quality = field.string{required = true}},
    state = {phase = field.string{default = "new"}, attempts = field.number{default = 0}},
    function(input)
        state.phase = "working"
        repeat
            worker({message = "Go on"})
            state.attempts = state.attempts + 1
        until done.called() or Iterations.exceeded(3)
        state.phase = "finished"
        return {report = "Report on " .. input.topic, quality = done.called() and "good" or "poor"}
    end
}

Step("the report mentions the topic", function(input, ...)
    assert(state.phase == "finished")
end)

Specification([[
Feature: Reports
  As a reader
  I want reports

  Scenario: Good
    Given the procedure has started
    And the input topic is "bees"
    And the agent "worker" calls tool "done" with args {"reason": "done"}
    When the procedure runs
    Then the procedure should complete successfully
    And the state phase should be "finished"
    And the state attempts should be 1
    And the output quality should be "good"
    And the report mentions the topic
    And the total iterations should be between 1 and 3

  Scenario: Poor
    Given the input topic is "wasps"
    When the worker agent takes turn
    Then the done tool should not be called
    And the output quality should be "poor"
    And the state attempts should be 3

  Scenario: Nothing given
    When the procedure runs
    Then the procedure should fail
]])
