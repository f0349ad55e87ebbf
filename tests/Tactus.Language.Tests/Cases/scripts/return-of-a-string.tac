-- expect: succeeded "hi"

return "hi"
