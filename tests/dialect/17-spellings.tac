-- Forms that files of the dialect use beside those of the other files: names before the braces, plain tables as fields, typed toolsets, paths.
local done = require("tactus.tools.done")
local words = require("helpers/words")

Procedure "shout" {
    input = { text = { type = "string", required = true } },
    output = { text = { type = "string", required = true } },
    function(input) return { text = words.shout(input.text) } end
}

look = Tool { description = "Look", input = { at = { type = "string" } }, function(args) return "seen" end }
hear = Tool { description = "Hear", input = {}, function() return "heard" end }
command = Tool { use = "cli.git" }

Toolset "senses" { type = "lua", tools = { look, hear } }
Toolset "eyes" { type = "filtered", source = "senses", pattern = "^look$" }
Toolset "all" { type = "combined", sources = { "eyes", "senses" } }
Toolset "docs" { type = "mcp", server = "docs" }

thinker = Agent {
    provider = "openai",
    model = { name = "gpt-5", openai_reasoning_effort = "high", max_tokens = 500 },
    system_prompt = "Progress: {state.progress}. Topic: {{ input.topic }}.",
    tools = { "eyes", "docs", "somebody_elses_tool", done },
    message_history = { source = "own", filter = { "last_n", 4 } },
}

writer = Agent { model = "openai/gpt-5-mini", reasoning_effort = "low", system_prompt = "Write.", output = { title = field.string{required = true} } }

Mocks {
    thinker = {
        conditional = { { when = { message = "contains:look" }, returns = { message = "Found", tool_calls = { { tool = "senses_look", args = { at = "it" } } } } } },
        message = "Nothing",
    },
    writer = { message = '{"title": "A title"}' },
}

main = Procedure "main" {
    input = { topic = field.string{default = "bees"}, names = field.array{items = "string", default = {}} },
    function(input)
        local found = thinker("please look")
        local summed = Procedure.run("helpers/total.tac", { list = { 1, 2, 3 } })
        return {
            found = found, text = found.text, again = thinker({ message = "and now" }), title = writer().output.title,
            shouted = Procedure("shout")({ text = input.topic }).text, total = summed.total, looked = Tool.called("senses_look"),
        }
    end
}

Step([[the words are (?P<count>\d+) letters]], function(input, count)
    assert(#input.output.shouted == tonumber(count))
end)

Specification("spellings", [[
Feature: Spellings
  Scenario: All of them
    Given the procedure has started
    When the procedure runs
    Then the output found should be "Found"
    And the output text should be "Found"
    And the output again should be "Nothing"
    And the output title should be "A title"
    And the output shouted should be "BEES!"
    And the output total should be 6
    And the output looked should be True
    And the words are 5 letters
    And the agent's context should include "Topic: bees."
]])
