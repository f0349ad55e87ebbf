-- Defaults, state, iterations.
Procedure {
    input = {
        task = field.string{default = "default task"},
        count = field.number{default = 3},
    },
    output = {result = field.string{required = true}},
    state = {
        iterations = field.number{default = 0},
        seen = field.array{default = {}},
        last = field.string{},
    },
    function(input)
        for i = 1, input.count do
            State.increment("iterations")
            State.append("seen", i)
        end
        state.last = "step " .. input.count
        Log.info("done", {task = input.task})
        return {result = "Completed " .. input.task .. " with " .. state.iterations .. " iterations"}
    end
}

Specification([[
Feature: Parameters
  Scenario: Defaults
    Given the procedure has started
    When the procedure runs
    Then the procedure should complete successfully
    And the state iterations should be 3
    And the state last should be "step 3"
    And the state should contain seen
    And the state iterations should exist
    And the state last should match pattern "step \d+"
    And the output result should be "Completed default task with 3 iterations"
    And the total iterations should be less than 10
]])
