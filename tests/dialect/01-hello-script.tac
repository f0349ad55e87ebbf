-- Script mode: an agent's answer is the output.
local done = require("tactus.tools.done")

World = Agent {
    provider = "openai",
    model = "gpt-4o-mini",
    system_prompt = "Your name is World.",
    tools = {},
}

Specification([[
Feature: Hello
  Scenario: It greets
    Given the agent "World" responds with "Hello! I am World, nice to meet you."
    When the procedure runs
    Then the output should fuzzy match any of ["Hello, I am World", "Hi there"]
    And the procedure should complete successfully
]])

return World("Hello, World!").output
