-- expect: invalid TAC1101 3 name: is required (string: who to greet)

input { name = field.string{required = true, description = "who to greet"} }
print("not reached")
