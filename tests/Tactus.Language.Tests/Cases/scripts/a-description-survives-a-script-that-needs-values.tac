-- mode: describe
-- expect: succeeded {"style":"script","procedures":[],"input":{"n":{"type":"integer"}}}
input { n = field.integer{} }
local copy = Json.decode(Json.encode(input))
local sum = copy.n + 1
