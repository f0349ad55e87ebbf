planner = Agent { model = "openai/gpt-4o-mini", message_history = { source = "own" } }
MessageHistory.append({ role = "user", content = "Hi" })
planner.history.append(Message { role = "user", content = "You" })
local own = History()
own.append({ role = "user", content = "x" })
return { n = #MessageHistory.get() }
