-- Classify, fuzzily and by a model.
triage = Classify {
    name = "support_triage",
    method = "llm",
    classes = {"billing", "technical", "sales"},
    prompt = "Which team?",
    model = "openai/gpt-4o-mini",
    temperature = 0,
    max_retries = 2,
}

yes_no = Classify {name = "yn", method = "fuzzy", classes = {"yes", "no"}, threshold = 0.8, algorithm = "token_set_ratio"}

Mocks {
    support_triage = {
        temporal = {
            {message = "hmm"},
            {message = "billing"},
        },
    },
}

Procedure {
    input = {text = field.string{default = "I was charged twice"}},
    output = {team = field.string{required = true}, retries = field.number{}, answer = field.string{}, none = field.string{}},
    function(input)
        local r = triage(input.text)
        return {team = r.value, retries = r.retry_count, answer = yes_no("yes please").value, none = yes_no("perhaps").value}
    end
}

Specification([[
Feature: Triage
  Scenario: A retry is needed
    When the procedure runs
    Then the output team should be "billing"
    And the output retries should be 1
    And the output answer should be "yes"
    And the output none should be "NO_MATCH"
]])
