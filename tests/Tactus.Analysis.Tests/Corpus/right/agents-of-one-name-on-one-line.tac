local a <const>, b <const> = Agent { name = "a", model = "m/x" }, Agent { name = "b", model = "m/x" }
return { a = a.name, b = b.name }
