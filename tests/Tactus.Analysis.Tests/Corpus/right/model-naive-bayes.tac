spam = Model { type = "naive_bayes", alpha = 1, data = { { text = "win money", label = "spam" }, { text = "meeting at noon", label = "ham" } } }
return { label = spam("win a prize").output ~= nil }
