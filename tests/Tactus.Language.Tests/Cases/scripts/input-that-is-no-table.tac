-- input: [1]
-- expect: invalid TAC1101 3 1: is no declared input
input { a = field.string{} }
