-- Extraction of named values.
local extract = require("tactus.text.extract")

local contact = extract { name = "contact", fields = { name = "string", age = "integer" }, prompt = "The person who writes." }

Procedure {
  input = { text = field.string{required = true} },
  output = { name = field.string{required = true}, age = field.integer{required = true} },
  function(input)
    local found = contact(input.text)
    return { name = found.name, age = found.fields.age }
  end
}

Specification([[
Feature: Extraction
  Scenario: Values are found
    Given the input text is "I am Ada, 36."
    And the agent "contact" returns data {'name': 'Ada', 'age': 36}
    When the procedure runs
    Then the output name should be "Ada"
    And the output age should be 36
]])
