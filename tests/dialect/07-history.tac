-- Message history.
local done = require("tactus.tools.done")

assistant = Agent {
    provider = "openai", model = "gpt-4o-mini",
    system_prompt = "You help.",
    tools = {},
    message_history = {source = "own", filter = filters.last_n(10)},
}

Procedure {
    output = {count = field.number{required = true}, roles = field.string{}, again = field.number{}},
    function(input)
        MessageHistory.append({role = "user", content = "Remember 42"})
        MessageHistory.append{role = "assistant", content = "I will"}
        MessageHistory.inject_system("Be brief")
        local history = MessageHistory.get()
        local n, roles = 0, {}
        for message in python.iter(history) do
            n = n + 1
            roles[#roles + 1] = message.role
        end
        local a = assistant({message = "What was the number?"})
        local messages = a.all_messages()
        MessageHistory.clear()
        return {count = n, roles = table.concat(roles, ","), again = #MessageHistory.get()}
    end
}

Specification([[
Feature: History
  Scenario: Messages are kept
    Given the agent "assistant" responds with "42"
    When the procedure runs
    Then the output count should be 3
    And the output again should be 0
]])
