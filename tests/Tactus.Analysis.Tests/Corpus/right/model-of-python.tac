trained = Model { type = "pytorch", name = "review-model", path = "model.pt", labels = { "good", "bad" }, device = "cpu" }
Model "bert" { type = "hf_sequence_classifier", name = "distilbert", batch = 8 }
Model "forest" { type = "sklearn", whatever = true }
registered = Model { type = "registry", name = "imdb", version = 2 }
service = Model { type = "http", endpoint = "https://example.org", timeout = 5 }
return { kind = trained.type }
