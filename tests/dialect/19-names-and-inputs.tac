-- Names that differ by capitals, texts without quotes, the global input, a standard tool by name, results of agents under their other names.
finish = Tool { use = "tactus.tools.done" , name = "finish" }
Helper = Agent { provider = "openai", model = "gpt-4o-mini", system_prompt = "Zip {input.zip}", tools = { "finish" } }

Procedure {
    input = { zip = field.string{required = true}, n = field.number{minimum = 0, default = 1} },
    function()
        local result = Helper({ message = "Look at " .. input.zip })
        return { zip = input.zip, same = result.text == result.output and result.content == result.value, done = finish.called(), n = input.n, m = MessageHistory ~= nil }
    end
}

Specification([[
Feature: Names
  Scenario: By a step
    Given the input zip is 02134
    And the input n is "2"
    And the agent "helper" responds with "Found"
    And the agent "helper" calls tool "finish" with args {}
    When the helper agent takes turn
    Then the output zip should be "02134"
    And the output same should be True
    And the output done should be "True"
    And the output n should be "2"
    And the helper agent should take at least 1 turn
    And the agent's context should include "Zip 02134"
]])
