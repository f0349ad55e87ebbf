-- Models that are plain functions: by examples, by a table, behind a host tool, by name.
local naive_bayes = require("tactus.models.naive_bayes")
local mock = require("tactus.models.mock")
local http = require("tactus.models.http")
local registry = require("tactus.models.registry")

local weather = naive_bayes { training = {
  { text = "sun and blue sky", label = "fine" }, { text = "warm sun", label = "fine" }, { text = "rain and wind", label = "foul" },
} }
registry.register("weather", weather)
registry.register("fixed", mock { by = { hello = "greeting" }, value = "unknown" })

Procedure {
  output = {
    label = field.string{required = true}, sum = field.number{required = true}, greeting = field.string{required = true},
    other = field.string{required = true}, remote = field.string{required = true}, names = field.array{required = true},
    missing = field.string{required = true},
  },
  function()
    local result = registry.get("weather")("a warm day with sun")
    local fixed = registry.get("fixed")
    local ok, problem = pcall(registry.get, "none")
    return {
      label = result.label, sum = math.floor((result.scores.fine + result.scores.foul) * 1000 + 0.5) / 1000, greeting = fixed("hello"), other = fixed({ text = "x" }),
      remote = http { tool = "sentiment.predict" }("lovely").label, names = registry.names(), missing = ok and "" or tostring(problem),
    }
  end
}

Mocks { ["sentiment.predict"] = { returns = { status = 200, body = { label = "positive" } } } }

Specification([[
Feature: Models as functions
  Scenario: Each answers
    When the procedure runs
    Then the output label should be "fine"
    And the output sum should be 1
    And the output greeting should be "greeting"
    And the output other should be "unknown"
    And the output remote should be "positive"
    And the output names should be ["fixed", "weather"]
    And the output missing should match pattern "there is no model 'none'; known are fixed, weather"
]])
