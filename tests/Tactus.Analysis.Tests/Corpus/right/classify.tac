local kind = Classify { classes = { "spam", "ham" }, method = "fuzzy", expected = "spam" }
sorter = Classify { name = "sorter", classes = { "a", "b" }, prompt = "Which?", model = "openai/gpt-4o-mini", max_retries = 2 }
return { value = kind("spam").value }
