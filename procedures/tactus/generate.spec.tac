-- Generation of texts, and a model as a plain function.
local generate = require("tactus.generate")
local llm = require("tactus.models.llm")

local poet = generate { name = "poet", prompt = "You answer in rhymes." }
local plain = llm { name = "plain", prompt = "You answer." }

Procedure {
  output = { poem = field.string{required = true}, answer = field.string{required = true} },
  function()
    return { poem = poet("Write.").value, answer = plain("Answer.") }
  end
}

Specification([[
Feature: Generation
  Scenario: Two texts
    Given the agent "poet" responds with "Roses are red."
    And the agent "plain" responds with "Yes."
    When the procedure runs
    Then the output poem should be "Roses are red."
    And the output answer should be "Yes."
]])
