-- The tool log: it answers what it wrote, and refuses a level that there is not.
local log = require("tactus.tools.log")

Procedure {
  output = { level = field.string{required = true}, status = field.string{required = true}, refused = field.boolean{required = true} },
  function()
    local answer = log({ message = "water the plants" })
    local ok = pcall(log, { message = "x", level = "loud" })
    return { level = answer.level, status = answer.status, refused = not ok }
  end
}

Specification([[
Feature: The tool log
  Scenario: A line is written
    When the procedure runs
    Then the output level should be "info"
    And the output status should be "logged"
    And the output refused should be true
    And the log tool should be called
]])
