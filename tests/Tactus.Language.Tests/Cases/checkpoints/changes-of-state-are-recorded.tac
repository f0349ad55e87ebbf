-- effect: main#1 checkpoint - {} recorded {"value":1,"changes":{"state":{"b":[1,2],"new":{}},"removed":["gone"]}}
-- effect: main#2 checkpoint - {} recorded {"value":2}
-- expect: succeeded {"a": 1, "b": [1, 2], "new": {}}
state.a, state.b, state.gone = 1, { 1 }, true
checkpoint(function()
  table.insert(state.b, 2)
  state.gone = nil
  state.new = {}
  return 1
end)
checkpoint(function() return 2 end)
return State.all()
