-- JSON files and text files.
local json = require("tactus.io.json")
local file = require("tactus.io.file")

Procedure {
  output = {
    same = field.boolean{required = true}, lines = field.integer{required = true}, there = field.boolean{required = true},
    size = field.integer{required = true}, text = field.string{required = true},
  },
  function()
    json.write("a.json", { list = { 1, 2 }, nested = { on = true } })
    local back = json.read("a.json")
    file.write("notes/a.txt", "one\ntwo")
    file.append("notes/a.txt", "\nthree\n")
    return {
      same = back.list[2] == 2 and back.nested.on, lines = #file.lines("notes/a.txt"), there = file.exists("notes/a.txt") and not file.exists("b"),
      size = file.size("notes/a.txt"), text = file.read("a.json"),
    }
  end
}

Specification([[
Feature: Files
  Scenario: What is written is read
    When the procedure runs
    Then the output same should be true
    And the output lines should be 3
    And the output there should be true
    And the output size should be 14
    And the output should contain text
]])
