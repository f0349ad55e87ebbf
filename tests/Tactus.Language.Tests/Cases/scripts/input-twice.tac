-- expect: invalid TAC1009 4 attempt to call a table value (global 'input')
-- mend: one input {…}
input { a = field.string{} }
input { b = field.string{} }
