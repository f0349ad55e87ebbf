-- mode: describe
-- expect: succeeded {"style":"procedure","procedures":[{"file":"description.tac","line":4,"name":"main","input":{"n":{"type":"integer","default":3,"min":1}},"output":{"type":"object","properties":{"total":{"type":"number","required":true}}},"state":{"seen":{"type":"array","items":{"type":"string"}}}}]}

Procedure {
  input = { n = field.integer{default = 3, min = 1} },
  output = { total = field.number{required = true} },
  state = { seen = field.array{items = field.string{}} },
  function() return { total = 1 } end
}
