-- expect: succeeded {"first": [1, 2], "declared": [1]}
local shared = {1}
local declaration = field.array{default = shared}
shared[1] = 9
Procedure {
  input = { list = declaration },
  function(input)
    table.insert(input.list, 2)
    return { first = input.list, declared = declaration.default }
  end
}
