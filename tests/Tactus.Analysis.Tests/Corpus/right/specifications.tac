Procedure { input = { name = field.string{default = "Ann"} }, output = { greeting = field.string{required = true} }, function(input) return { greeting = "Hello, " .. input.name } end }
Step("it greets {name:w}", function(input, name) assert(input.output.greeting:find(name)) end)
Step("it ends", function() end)
Specification([[
Feature: Greeting
  Scenario: Ann
    When the procedure runs
    Then the output greeting should be "Hello, Ann"
    And it greets Ann
]])
