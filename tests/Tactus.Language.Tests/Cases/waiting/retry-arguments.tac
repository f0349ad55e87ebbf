-- expect: succeeded "ok"
local function refuses(text, ...)
  local ok, problem = pcall(Retry.with_backoff, ...)
  assert(not ok and problem.code == "TAC1234" and string.find(problem.message, text, 1, true), tostring(problem))
end
refuses("needs a function, and got nil")
refuses("must be a table, and are a string", print, "x")
refuses("has no option 'max_attempt'; did you mean 'max_attempts'?", print, {max_attempt = 1})
refuses("'max_attempts' of Retry.with_backoff must be a whole number above 0, and is 0", print, {max_attempts = 0})
refuses("'initial_delay' of Retry.with_backoff must be 0 or more", print, {initial_delay = -1})
refuses("'backoff_factor' of Retry.with_backoff must be a number of 1 or more, and is 0.5", print, {backoff_factor = 0.5})
refuses("'on_error' of Retry.with_backoff must be a function, and is a string", print, {on_error = "x"})
return "ok"
