-- Sorts the rows of a table into classes: first by likeness to the class names, which costs nothing, then by a model for what is left.
-- Writes the table with two more columns, class and method, and returns how many rows went where.
local csv = require("tactus.io.csv")
local classify = require("tactus.text.classify")

local function classifiers(input)
  return classify { method = "fuzzy", classes = input.classes, threshold = input.threshold },
    classify {
      name = "triage", method = "llm", classes = input.classes,
      prompt = "The texts are rows of a table, one at a time. " .. input.hint,
    }
end

Procedure {
  input = {
    path = field.string{required = true, description = "The table, a CSV file with a first row of names"},
    column = field.string{required = true, description = "The column to classify by"},
    classes = field.array{required = true, items = field.string{}, min_length = 2},
    hint = field.string{default = "", description = "What the classes mean"},
    threshold = field.number{default = 0.8, min = 0, max = 1},
    target = field.string{default = "triaged.csv"},
  },
  output = {
    rows = field.integer{required = true},
    counts = field.object{required = true, description = "Class to number of rows"},
    by_model = field.integer{required = true},
    target = field.string{required = true},
  },
  function(input)
    local fuzzy, model = classifiers(input)
    local rows = csv.read(input.path)
    local counts, by_model = {}, 0
    for index, row in ipairs(rows) do
      local text = row[input.column]
      if text == nil then error(string.format("'%s' has no column '%s'", input.path, input.column)) end
      local result, method = fuzzy(text), "fuzzy"
      if result.value == "NO_MATCH" then
        result, method = model(text), "model"
        by_model = by_model + 1
      end
      row.class, row.method = result.value, method
      counts[result.value] = (counts[result.value] or 0) + 1
      if index % 100 == 0 then Log.info("rows classified", { rows = index }) end
    end
    csv.write(input.target, rows)
    return { rows = #rows, counts = counts, by_model = by_model, target = input.target }
  end
}

Mocks {
  triage = { temporal = { { message = "I cannot say" }, { message = "billing\nconfidence: 0.8" } } },
}

Step("a table of three tickets", function()
  File.write("tickets.csv", 'id,text\n1,billing\n2,"The technical, thing"\n3,"Why was I charged twice?"\n')
end)

Step("the table shows who decided", function()
  local rows = csv.read("triaged.csv")
  return rows[1].method == "fuzzy" and rows[3].method == "model" and rows[3].class == "billing"
end)

Specification([[
Feature: Triage of a table
  Scenario: What is like a class needs no model
    Given a table of three tickets
    And the input path is "tickets.csv"
    And the input column is "text"
    And the input classes is ["billing", "technical"]
    And the input threshold is 0.6
    When the procedure runs
    Then the output rows should be 3
    And the output by_model should be 1
    And the table shows who decided

  Scenario: A column that is not there
    Given a table of three tickets
    And the input path is "tickets.csv"
    And the input column is "body"
    And the input classes is ["billing", "technical"]
    When the procedure runs
    Then the procedure should fail
]])
