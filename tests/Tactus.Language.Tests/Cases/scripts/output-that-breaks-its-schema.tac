-- expect: failed TAC1102 3 greeting: must be a string, and is 5

output { greeting = field.string{required = true} }
return { greeting = 5 }
