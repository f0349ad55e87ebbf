-- expect: failed TAC1104 3 value.f is a function
-- effect: main#1 checkpoint - {} recorded {"error":{"code":"TAC1104","kind":"invalid","mend":"return plain data from a checkpoint, and keep plain data in state","message":"value.f is a function, so the checkpoint cannot be recorded","retryable":false}}
checkpoint(function() return { f = print } end)
