summary = Model { type = "llm", model = "openai/gpt-4o-mini", prompt = "Sum up.", temperature = 0.2, max_tokens = 50, output = { text = field.string{} } }
return { text = summary("A long story").output }
