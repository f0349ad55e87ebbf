sentiment = Model { type = "mock", values = { fine = "good" }, default = "unknown" }
return { label = sentiment("fine").output, other = sentiment.predict("odd").output }
