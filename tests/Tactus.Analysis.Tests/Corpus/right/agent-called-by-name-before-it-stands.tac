local function ask(topic)
  return Agent("planner")({ message = topic })
end
planner = Agent { model = "openai/gpt-4o-mini" }
return { text = ask("bees").output }
