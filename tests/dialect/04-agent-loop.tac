-- An agent works until it says done.
local done = require("tactus.tools.done")

greeter = Agent {
    model = "openai/gpt-4o-mini",
    tools = {done},
    system_prompt = [[
You are a friendly greeter. Task: {input.task}
When done, call the done tool.
]],
    initial_message = "Greet the user",
}

Procedure {
    input = {task = field.string{default = "Say hi"}},
    output = {
        greeting = field.string{required = true},
        completed = field.boolean{required = true},
    },
    function(input)
        local max_turns = 3
        local turn_count = 0
        local result
        repeat
            result = greeter()
            turn_count = turn_count + 1
        until done.called() or turn_count >= max_turns

        if done.called() then
            return {greeting = done.last_call().args.reason, completed = true}
        end
        return {greeting = "no greeting", completed = false}
    end
}

Specification([[
Feature: Agent with a tool
  Scenario: The agent greets
    Given the agent "greeter" responds with "Hello there"
    And the agent "greeter" calls tool "done" with args {"reason": "Hello there!"}
    When the procedure runs
    Then the done tool should be called
    And the done tool should be called exactly once
    And the done tool should be called with reason=Hello there!
    And the output completed should be True
    And the output greeting should be similar to "Hello there" with 80% similarity
    And the agent should take at least 1 turn
    And the stop reason should contain Hello
]])
