Agent "planner" { model = "openai/gpt-4o-mini" }
local function ask(topic)
  return Agent("planner")({ topic = topic, style = "short" })
end
return { text = ask("bees").output }
