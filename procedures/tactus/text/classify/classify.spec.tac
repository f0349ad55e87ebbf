-- Classifiers: by likeness, by a model, by examples.
local classify = require("tactus.text.classify")

local by_likeness = classify { method = "fuzzy", classes = { "billing question", "technical problem" }, threshold = 0.7 }
local is_greeting = classify.FuzzyClassifier:new { expected = "good morning" }
local by_model = classify { name = "triage", classes = { "billing", "technical" }, prompt = "What is the ticket about?", max_retries = 2 }
local by_examples = classify { method = "naive_bayes", training = {
  { text = "the invoice is wrong, refund the charge", label = "billing" },
  { text = "charged twice on my card", label = "billing" },
  { text = "the app crashes at start", label = "technical" },
  { text = "error message after the update", label = "technical" },
} }

Procedure {
  input = { text = field.string{required = true}, method = field.string{default = "llm"} },
  output = {
    value = field.string{required = true}, retry_count = field.integer{required = true}, confidence = field.number{required = true},
  },
  function(input)
    local methods = { llm = by_model, fuzzy = by_likeness, greeting = is_greeting, bayes = by_examples }
    local result = methods[input.method](input.text)
    return { value = result.value, retry_count = result.retry_count, confidence = result.confidence }
  end
}

Specification([[
Feature: Classification
  Scenario: A model answers with a class
    Given the input text is "Why was I charged twice?"
    And the agent "triage" responds with "billing"
    When the procedure runs
    Then the output value should be "billing"
    And the output retry_count should be 0
    And the output confidence should be 0.9

  Scenario: A model never names a class
    Given the input text is "Why was I charged twice?"
    And the agent "triage" responds with "I would rather not say"
    When the procedure runs
    Then the output value should be "ERROR"
    And the output retry_count should be 2

  Scenario Outline: Without a model
    Given the input text is "<text>"
    And the input method is "<method>"
    When the procedure runs
    Then the output value should be "<value>"

    Examples:
      | text                              | method   | value             |
      | Question about billing            | fuzzy    | billing question  |
      | My technical problem: it is loud  | fuzzy    | technical problem |
      | Where do you live?                | fuzzy    | NO_MATCH          |
      | Good Morning                      | greeting | Yes               |
      | Go away                           | greeting | No                |
      | please refund the invoice         | bayes    | billing           |
      | it crashes after an update        | bayes    | technical         |
]])
