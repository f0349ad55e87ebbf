-- answer: model.chat openai/gpt-4o-mini {"turn":"t1","content":null,"tool_calls":[{"id":"c1","name":"weather","arguments":{"city":"Oslo"}}],"finish_reason":"tool_calls","model":"openai/gpt-4o-mini","usage":{"input_tokens":10,"output_tokens":5,"total_tokens":15,"cached_tokens":0},"cost_usd":0.5,"retries":0}
-- answer: model.chat openai/gpt-4o-mini {"turn":"t2","content":"Take a coat.","tool_calls":[],"finish_reason":"stop","model":"openai/gpt-4o-mini","usage":{"input_tokens":20,"output_tokens":5,"total_tokens":25,"cached_tokens":0},"cost_usd":0.25,"retries":0}
-- expect: succeeded {"called":true,"city":"Oslo","cost":0.75,"count":1,"iterations":1,"messages":4,"output":"Take a coat.","text":"Take a coat.","total":40}
local weather = Tool {
  description = "Weather for a city",
  input = { city = field.string{required = true} },
  function(args) return { sky = "grey in " .. args.city } end
}
local planner = Agent { model = "openai/gpt-4o-mini", system_prompt = "Plan a day in {input.city}.", tools = { weather } }
Procedure {
  input = { city = field.string{default = "Oslo"} },
  function(input)
    local result = planner("What do I wear?")
    return {
      called = weather.called(), city = weather.last_call().args.city, count = Tool.get_call_count("weather"), output = planner.output, text = tostring(result),
      total = result.usage.total_tokens, cost = result.cost().total_cost, iterations = Iterations.current(), messages = #result.new_messages(),
    }
  end
}
