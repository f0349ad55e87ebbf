default_provider "openai"
default_model "gpt-4o-mini"
max_turns(5)
max_depth(4)
planner = Agent { system_prompt = "Plan." }
return { text = planner().output }
