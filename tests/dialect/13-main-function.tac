-- A plain main function.
function main()
    local ok, err = pcall(function() error("boom") end)
    state.caught = not ok
    return {message = "fine", list = {1, 2, 3}}
end

Specifications([[
Feature: main
  Scenario: It runs
    When the procedure runs
    Then the output message should be "fine"
    And the state caught should be True
    And the output list should be [1, 2, 3]
]])
