-- expect: failed TAC1104 3 value.f is a function
-- effect: main#1 checkpoint - {} recorded {"error":{"code":"TAC1104","kind":"invalid","message":"value.f is a function, which cannot be recorded","mend":"return plain data from a checkpoint","retryable":false}}
checkpoint(function() return { f = print } end)
