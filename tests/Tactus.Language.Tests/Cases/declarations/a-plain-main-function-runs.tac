-- input: {"x": 1}
-- expect: succeeded {"got": 1}

function main(input)
  return { got = input.x }
end
