-- Plain Lua with inputs; three scenarios.
Procedure {
    input = {
        number = field.number{required = true, description = "A number"},
        label = field.string{default = "n"},
    },
    output = {
        kind = field.string{required = true},
        doubled = field.number{required = true},
        ok = field.boolean{},
    },
    function(input)
        local kind = "zero"
        if input.number > 0 then kind = "positive" elseif input.number < 0 then kind = "negative" end
        return {kind = kind, doubled = input.number * 2, ok = true}
    end
}

Specification([[
Feature: Kinds of numbers

  Background:
    Given the procedure has started

  Scenario: Positive
    And the input number is 21
    When the procedure runs
    Then the output kind should be "positive"
    And the output doubled should be 42
    And the output ok should be True

  Scenario: Negative
    Given the input number is -1.5
    When the procedure runs
    Then the output kind should be "negative"
    And the output doubled should be -3
    And the output kind should not be "positive"

  Scenario: Zero
    Given the input number is 0
    When the procedure runs
    Then the output kind should be "zero"
    And the output should contain kind
    And the output ok should be true
]])
