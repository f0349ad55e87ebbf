Procedure {
  input = {
    name = field.string{default = "Ann", min_length = 1, max_length = 20, pattern = "^[A-Z][a-z]+$", description = "A name"},
    size = field.integer{default = 3, min = 1, max = 5, enum = { 1, 3, 5 }},
    rate = field.number{default = -0.5, min = -1, max = 1},
    flag = field.boolean{default = false, required = false},
    tags = field.array{items = field.string{enum = { "a", "b" }}, default = { "a" }, min_length = 0, max_length = 3},
    place = field.object{properties = { city = field.string{default = "Rome"} }, default = {}},
    extra = field.any{default = 1, enum = { 1, "one", true }},
    plain = field.string{},
    bare = field.string(),
  },
  function(input) return { name = input.name, tags = #input.tags } end
}
