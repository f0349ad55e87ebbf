local function pack(...) return { n = select("#", ...), ... } end
local function spread(list) return table.unpack(list) end
local a, b, c = spread({ 1, 2, 3 })
local options = { pack(a, b, c), spread({ 4, 5 }) }
Step("something", (function() return function() end end)())
Specification(("Feature: X\n  Scenario: Y\n    When the procedure runs\n    Then the procedure should complete successfully\n"))
return { n = options[1].n, last = options[#options] }
