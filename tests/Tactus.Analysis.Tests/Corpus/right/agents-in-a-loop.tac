local agents = {}
for index = 1, 3 do
  agents[index] = Agent { name = "worker" .. index, model = "openai/gpt-4o-mini" }
end
return { count = #agents, text = agents[2]().output }
