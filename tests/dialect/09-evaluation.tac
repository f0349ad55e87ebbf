-- Evaluations beside specifications.
Procedure {
    input = {name = field.string{required = true}},
    output = {greeting = field.string{required = true}},
    function(input) return {greeting = "Hello, " .. input.name .. "!"} end
}

Specification([[
Feature: Greeting
  Scenario: By name
    Given the input name is "Ada"
    When the procedure runs
    Then the output greeting should be "Hello, Ada!"
]])

Evaluations({
    dataset = {
        {name = "ada", inputs = {name = "Ada"}, expected_output = {greeting = "Hello, Ada!"}},
        {name = "bob", inputs = {name = "Bob"}, expected_output = {greeting = "Hello, Bob!"}},
    },
    evaluators = {
        {type = "exact_match", field = "greeting"},
        {type = "contains", field = "greeting", value = "Hello"},
        field.equals_expected{},
    },
    thresholds = {min_success_rate = 0.9},
    runs = 1,
    parallel = true,
})
