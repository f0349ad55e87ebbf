-- Every line that ends with "-- code:column" has a mistake; a test finds each of them, and nothing else.
local done = require("tactus.tools.done")
local lost = require("lost.module")  -- TAC1715:22
local weather = Tool {
  description = "Weather for a city",
  inputs = { city = field.string{required = true} },  -- TAC1704:3
  function(args) return Host.cal("weather.get", args) end  -- TAC1703:30
}
lookup = Tool { description = 5, function(args) return args end }  -- TAC1705:31
empty = Tool { description = "nothing" }  -- TAC1706:9
spare = Tool { description = "nobody has it", function() return 1 end }  -- TAC1710:9
planner = Agent {
  model = "openai/gpt-4o-mini",
  system_promt = "Plan a day.",  -- TAC1704:3
  temperature = "hot",  -- TAC1705:17
  max_turns = 0,  -- TAC1705:15
  tools = { weather, done, lookup, empty, "lokup" },  -- TAC1709:43
}
helper = Agent { model = "openai/gpt-4o-mini", toolsets = { done } }  -- TAC1711:48
helper = Agent { model = "openai/gpt-4o" }  -- TAC1707:10
nobody = Agent { system_prompt = "Answer." }  -- TAC1713:10
files = Toolset { include = { "read" } }  -- TAC1706:9
notes = Context { messages = "none" }  -- TAC1705:30
Tool "older" { description = "curried", function() return 1 end }  -- TAC1711:1
agent("old", { model = "x" })  -- TAC1711:1
local function ask(question)
  return planer(question)  -- TAC1701:10
end
local limit = LIMIT  -- TAC1702:15
Procedure {
  input = {
    name = field.strng{required = true},  -- TAC1703:18
    count = field.integer{min = 10, max = 1},  -- TAC1708:43
    size = field.integer{default = "ten"},  -- TAC1708:36
    color = field.string{enum = {"red", "green"}, default = "blue"},  -- TAC1708:61
    code = field.string{pattern = "([a-z"},  -- TAC1708:35
    flag = field.boolean{requird = true},  -- TAC1704:26
    rate = field.number{min = "low"},  -- TAC1705:31
  },
  output = { total = field.integer{required = true} },
  function(input)
    local total = 0
    local value = = 3  -- TAC1001:19
    if input.count > 3 the  -- TAC1001:24
      total = 1
    end
    local text = "a" != "b"  -- TAC1001:22
    total += 1  -- TAC1001:11
    checkpoint(function() total = total + 1 end)  -- TAC1721:27
    print(string.gsub("a", "a", function() return Host.call("host.ping", {}) end))  -- TAC1722:51
    planner.turn()  -- TAC1711:13
    ask(os.getenv("HOME"))  -- TAC1720:9
    local row = { id = 1, name = "a", id = 2 }  -- TAC1712:39
    return { total = total, value = value, text = text, row = row, limit = limit, notes = notes, files = files, helper = helper, nobody = nobody }
  end
}
input { city = field.string{} }  -- TAC1714:1
Step("the moon is {phase}", function(input, phase) return phase end)
Specification([[
Feature: Mistakes
  Scenario: A step that nobody knows
    When the procedure runs
    Then the moon is full
    And the sun is shining
]])
