-- Mocks of tools, agents and models.
local done = require("tactus.tools.done")

search = Tool {
    description = "Search the web",
    input = {query = field.string{required = true}},
    function(args) error("never really called: " .. args.query) end,
}

lookup = Tool {
    description = "Look something up",
    input = {key = field.string{required = true}},
    function(args) return {value = "real " .. args.key} end,
}

Model "sentiment" {
    type = "mock",
    value = {label = "neutral", score = 0.5},
    input = {text = "string"},
    output = {label = "string", score = "float"},
}

researcher = Agent {
    model = "openai/gpt-4o",
    system_prompt = "Research.",
    tools = {search, done},
}

Mocks {
    search = {
        temporal = {
            {results = {"first"}},
            {results = {"second", "third"}},
        },
    },
    lookup = {
        conditional = {
            {when = {key = "contains:al"}, returns = {value = "alpha"}},
            {when = {key = "beta"}, returns = {value = "BETA"}},
        },
    },
    researcher = {
        message = "I found it",
        tool_calls = {
            {tool = "search", args = {query = "answer"}},
            {tool = "done", args = {reason = "found"}},
        },
        usage = {prompt_tokens = 10, completion_tokens = 5, total_tokens = 15},
    },
}

Procedure {
    output = {
        first = field.number{required = true}, second = field.number{required = true}, alpha = field.string{}, beta = field.string{},
        text = field.string{}, tokens = field.number{}, label = field.string{}, searches = field.number{},
    },
    function(input)
        local one, two, three = search({query = "a"}), search({query = "b"}), search({query = "c"})
        local result = researcher({message = "Go"})
        local s = Model("sentiment")({text = "fine"})
        local out = s.output or s
        return {
            first = #one.results, second = #three.results, alpha = lookup({key = "alps"}).value, beta = lookup{key = "beta"}.value,
            text = result.output, tokens = result.usage.total_tokens, label = out.label, searches = Tool.get_call_count("search"),
        }
    end
}

Specification([[
Feature: Mocks
  Scenario: Everything is mocked
    When the procedure runs
    Then the search tool should be called exactly 4 times
    And the search tool should be called at least 1 time
    And the lookup tool should be called with key=beta
    And the lookup tool should be called with key matching pattern "^al"
    And the output first should be 1
    And the output second should be 2
    And the output alpha should be "alpha"
    And the output beta should be "BETA"
    And the output text should be "I found it"
    And the output tokens should be 15
    And the output label should be "neutral"
    And the output searches should be 4
    And the done tool should be called with reason=found
]])
