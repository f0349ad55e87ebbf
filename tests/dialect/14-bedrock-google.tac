-- Providers that this runtime does not call: under mocks they are names.
default_provider "bedrock"
default_model "anthropic.claude-3-5-haiku-20241022-v1:0"

haiku = Agent {system_prompt = "Write haiku.", temperature = 0.7, max_tokens = 200, disable_streaming = false}
gemini = Agent {provider = "google", model = "gemini-2.0-flash", system_prompt = "Write."}

input { topic = field.string{default = "rain"} }
output { poem = field.string{required = true}, other = field.string{required = true} }

Specification([[
Feature: Two providers
  Scenario: Both answer
    Given the agent "haiku" responds with "Rain on the window"
    When the procedure runs
    Then the output poem should be "Rain on the window"
    And the output other should match pattern "Mocked response"
]])

local poem = haiku("About " .. input.topic)
local other = gemini({message = "About " .. input.topic})
return { poem = poem.output, other = tostring(other.output or other) }
