-- A script whose specification and steps stand below the code that needs its inputs.
input { names = field.array{default = {"Ann", "Bob"}} }
output { line = field.string{required = true}, reply = { type = "string" } }

clerk = Agent { model = "openai/gpt-4o-mini", system_prompt = "Greet {input.names[1]}." }

local parts = {}
for _, name in ipairs(input.names) do
    parts[#parts + 1] = "Hello " .. name
end
local reply = clerk("Go on")

Step("the line has {n:d} greetings", function(input, n)
    local _, count = input.output.line:gsub("Hello", "")
    assert(count == n, "it has " .. count)
end)

Specification([[
Feature: Told last
  Scenario: The defaults
    Given the agent "clerk" responds with "Good day"
    When the procedure runs
    Then the output line should be "Hello Ann, Hello Bob"
    And the output reply should be "Good day"
    And the line has 2 greetings

  Scenario: Others
    Given the input names is ["Eve"]
    When the procedure runs
    Then the output line should be "Hello Eve"
    And the output reply should match pattern "^Mocked response"
    And the line has 1 greetings
]])

return { line = table.concat(parts, ", "), reply = reply }
