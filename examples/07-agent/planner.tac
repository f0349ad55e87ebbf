-- A small agent: it looks the weather up with a tool written in Lua, asks the broker for the time, and makes a plan.

weather = Tool {
  description = "Weather in a city today",
  input = { city = field.string{required = true, description = "Name of the city"} },
  function(args)
    local known = { Vienna = "sunny, 24 degrees", Graz = "rain all day" }
    return known[args.city] or "nobody knows"
  end
}

-- A tool of the host. Only what the grant allows is shown to the model; host.time is allowed by default.
clock = Tool { use = "broker.host.time" }

planner = Agent {
  system_prompt = [[
You plan a day in {input.city}. Look up the weather and the time first, then answer with one sentence.
]],
  tools = { weather, clock },
  max_turns = 5,
}

Procedure {
  input = { city = field.string{default = "Vienna"} },
  output = {
    plan = field.string{required = true},
    looked_up = field.integer{required = true},
  },
  function(input)
    local result = planner("Plan my day.")
    return { plan = result.output, looked_up = Tool.get_call_count("weather") }
  end
}

Specification([[
Feature: Planning a day
  Scenario: the plan is what the agent says
    Given the agent "planner" responds with "Museum, then lunch in the park."
    When the procedure runs
    Then the procedure should complete successfully
    And the output plan should be "Museum, then lunch in the park."
]])
