-- expect: succeeded "ok"
local function bad(code, text, fn, ...)
  local ok, problem = pcall(fn, ...)
  assert(not ok, "no error: " .. text)
  assert(problem.code == code and string.find(problem.message, text, 1, true), tostring(problem))
end
local cycle = {}
cycle.x = { cycle }
bad("TAC1202", "value.x[1] contains itself", Json.encode, cycle)
bad("TAC1202", "value.f is a function", Json.encode, { f = print })
bad("TAC1202", "value.list[2] is nan", Json.encode, { list = { 1, 0 / 0 } })
bad("TAC1202", "not UTF-8", Json.encode, { "\xff" })
bad("TAC1202", "neither a list", Json.encode, { 1, x = 2 })
bad("TAC1202", "column 2", Json.decode, "[")
bad("TAC1202", "line 2, column 3", Json.decode, "[1,\n  x]")
bad("TAC1202", "something follows", Json.decode, "1 2")
bad("TAC1202", "nested deeper than 64", Json.decode, string.rep("[", 100000))
bad("TAC1202", "not closed", Json.decode, '"abc')
bad("TAC1202", "starts with 0", Json.decode, "01")
bad("TAC1202", "surrogate", Json.decode, '"\\ud800"')
bad("TAC1202", "no escape", Json.decode, '"\\x"')
bad("TAC1202", "control character", Json.decode, '"\n"')
bad("TAC1202", "not UTF-8", Json.decode, '"\xff"')
bad("TAC1201", "takes a string", Json.decode, 5)
local deep = {}
for _ = 1, 100 do deep = { deep } end
bad("TAC1202", "nested deeper than 64", Json.encode, deep)
return "ok"
