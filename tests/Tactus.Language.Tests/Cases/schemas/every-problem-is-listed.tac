-- input: {"n": "12x", "who": "A", "z": 1, "tags": ["a", 2], "at": {"lat": 100}}
-- coerce: true
-- expect: invalid TAC1101 11 the input breaks its schema in 8 places
-- holds: n: must be an integer, and is '12x'
-- holds: who: has 1 characters, the least is 2
-- holds: who: 'A' does not match the pattern [a-z]+
-- holds: tags[2]: must be a string, and is 2
-- holds: at.lat: 100 is above the greatest, 90
-- holds: at.lon: is required (number)
-- holds: kind: is required (string: what it is)
Procedure {
  input = {
    n = field.integer{default = 3},
    who = field.string{required = true, min_length = 2, pattern = "[a-z]+"},
    kind = field.string{required = true, description = "what it is", enum = {"a", "b"}},
    tags = field.array{items = field.string{}},
    at = field.object{properties = { lat = field.number{max = 90}, lon = field.number{required = true} }},
  },
  function(input) return {} end
}
