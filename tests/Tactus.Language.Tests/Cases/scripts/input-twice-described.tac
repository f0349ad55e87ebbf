-- mode: describe
-- expect: invalid TAC1009 4 input {…} stands twice
input { a = field.string{} }
input { b = field.string{} }
