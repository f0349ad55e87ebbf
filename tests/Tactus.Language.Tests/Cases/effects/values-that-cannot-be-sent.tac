-- expect: succeeded "ok"
local function refuses(code, text, value)
  local ok, problem = pcall(Host.call, "x", { items = value })
  assert(not ok, "no error: " .. text)
  assert(problem.code == code and problem.line == 3 and string.find(problem.message, text, 1, true), tostring(problem) .. " at " .. tostring(problem.line))
end
refuses("TAC1104", "args.items is a function", print)
refuses("TAC1104", "args.items[3] is a thread", { 1, 2, coroutine.create(print) })
refuses("TAC1104", "args.items has the key 2 beside text keys", { a = 1, [2] = 2 })
refuses("TAC1104", "args.items is a list with gaps", { [1] = 1, [2] = 2, [4] = 4 })
refuses("TAC1104", "args.items has a boolean as a key", { [true] = 1 })
refuses("TAC1104", "args.items has the key 1.5", { [1.5] = 1 })
local cycle = { deep = {} }
cycle.deep.again = cycle
refuses("TAC1104", "args.items.deep.again contains itself", cycle)
local deep = {}
for _ = 1, 70 do deep = { deep } end
refuses("TAC1105", "nested deeper than 64 levels", deep)
refuses("TAC1105", "larger than 16320 KiB", string.rep("x", 17 << 20))
return "ok"
