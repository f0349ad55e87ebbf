-- Toolsets, tool names, direct calls, sub-procedures, checkpoints.
local done = require("tactus.tools.done")

Toolset "review" {
    tools = {
        {
            name = "request_approval",
            description = "Ask a person",
            input = {summary = field.string{required = true}},
            function(args) return {approved = Human.approve({message = args.summary})} end,
        },
    },
}

helper = Procedure {
    input = {n = field.number{required = true}},
    output = {n = field.number{required = true}},
    function(input) return {n = input.n * 10} end
}

agent = Agent {model = "openai/gpt-4o-mini", system_prompt = "x", tools = {"review", done}}

Procedure {
    output = {n = field.number{required = true}, time = field.boolean{}, p = field.number{}},
    function(input)
        agent({message = "Please"})
        local n = checkpoint(function() return helper({n = 4}).n end)
        local both = Parallel { a = function() return 1 end, b = function() return 2 end }
        local direct = Procedure("helper")({n = 1})
        return {n = n + direct.n, time = os.time() > 0, p = both.a + both.b}
    end
}

Specification([[
Feature: Toolset
  Scenario: A tool of a toolset
    Given the agent "agent" calls tool "review_request_approval" with args {'summary': 'ok?'}
    And the agent "agent" calls tool "done" with args {'reason': 'x'}
    When the procedure runs
    Then the review_request_approval tool should be called
    And the output n should be 50
    And the output p should be 3
]])
