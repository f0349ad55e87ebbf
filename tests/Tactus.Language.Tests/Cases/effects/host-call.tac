-- answer: host.call weather.get {"temp": 21.5, "tags": [], "none": null, "list": [1, null, "x"]}
-- effect: main#1 host.call weather.get {"city":"Oslo","days":3}
-- expect: succeeded {"temp": 21.5, "tags": [], "none": null, "list": [1, null, "x"], "missing": true, "null": true, "length": 3}
Procedure {
  function()
    local answer = Host.call("weather.get", { city = "Oslo", days = 3 })
    answer.missing = answer.absent == nil
    answer.null = answer.none == Json.null and answer.list[2] == Json.null and tostring(Json.null) == "null"
    answer.length = #answer.list
    return answer
  end
}
