-- expect: succeeded {"count": 4, "items": ["a", "b"], "all": {"count": 4, "items": ["a", "b"], "free": 1}, "keys": "count free items", "gone": true, "get": 7, "whole": "integer"}
Procedure {
  state = { count = field.integer{default = 1}, items = field.array{items = field.string{}} },
  function()
    State.increment("count")
    State.increment("count", 2.0)
    State.append("items", "a")
    State.append("items", "b")
    State.set("free", 1)
    state.passing = 5
    state.passing = nil
    local keys = {}
    for key in pairs(state) do keys[#keys + 1] = key end
    table.sort(keys)
    return {
      count = state.count, items = state.items, all = State.all(), keys = table.concat(keys, " "), gone = state.passing == nil,
      get = State.get("absent", 7), whole = math.type(state.count),
    }
  end
}
