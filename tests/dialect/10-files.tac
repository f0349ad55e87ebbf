-- Files through the modules, with data beside the procedure.
local csv = require("tactus.io.csv")
local json = require("tactus.io.json")
local file = require("tactus.io.file")

Procedure {
    output = {rows = field.number{required = true}, first = field.string{}, text = field.string{}, sum = field.number{}},
    function(input)
        local rows = csv.read("data/sample.csv")
        local sum = 0
        for _, row in ipairs(rows) do sum = sum + tonumber(row.amount) end
        json.write("output/summary.json", {rows = #rows, sum = sum})
        local back = json.read("output/summary.json")
        File.write("output/note.txt", "rows: " .. back.rows)
        return {rows = back.rows, first = rows[1].name, text = file.read("output/note.txt"), sum = back.sum}
    end
}

Specification([[
Feature: Files
  Scenario: Read and write
    When the procedure runs
    Then the output rows should be 2
    And the output first should be "Ada"
    And the output text should be "rows: 2"
    And the output sum should be 30
]])
