local verbose = false
if verbose then
  planner = Agent { model = "openai/gpt-4o", system_prompt = "Plan at length." }
else
  planner = Agent { model = "openai/gpt-4o-mini", system_prompt = "Plan." }
end
return { text = planner().output }
