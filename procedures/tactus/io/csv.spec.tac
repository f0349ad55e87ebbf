-- Tables of text: what is written is read again, whatever the cells hold.
local csv = require("tactus.io.csv")
local tsv = require("tactus.io.tsv")

local HARD = 'say "no"\nand\r\n, go'

Procedure {
  output = {
    names = field.array{required = true}, hard = field.boolean{required = true}, rows = field.integer{required = true},
    text = field.string{required = true}, lists = field.integer{required = true}, tabs = field.string{required = true},
    empty = field.string{required = true}, broken = field.string{required = true},
  },
  function()
    csv.write("people.csv", { { name = "Ada", note = HARD }, { name = "Bob", note = " spaced " } }, { headers = { "name", "note" } })
    local rows = csv.read("people.csv")
    local ok, problem = pcall(csv.parse, 'a,b\n"open,1\n')
    return {
      names = { rows[1].name, rows[2].name }, hard = rows[1].note == HARD and rows[2].note == " spaced ", rows = #rows,
      text = csv.format({ { b = 2, a = 1.0 } }), lists = #csv.parse("1,2,3\n4,5,6\n\n", { headers = false })[2],
      tabs = tsv.format(tsv.parse("x\ty\n1\t2,3\n")), empty = csv.format({}), broken = ok and "" or tostring(problem),
    }
  end
}

Specification([[
Feature: Tables of text
  Scenario: Cells come back as they were
    When the procedure runs
    Then the output rows should be 2
    And the output names should be ["Ada", "Bob"]
    And the output hard should be true

  Scenario: Columns are sorted, numbers are short, blank lines do not count
    When the procedure runs
    Then the output text should match pattern "^a,b\n1,2\n$"
    And the output lists should be 3
    And the output tabs should match pattern "^x\ty\n1\t2,3\n$"
    And the output empty should be ""

  Scenario: A cell that is not closed is named
    When the procedure runs
    Then the output broken should be "row 2: a quoted cell is not closed"
]])
