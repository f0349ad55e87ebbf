-- expect: succeeded ["one", 2, true, false, false, 2, 0, "inner", 1, true]
assert(Checkpoint.next_position() == 0 and not Checkpoint.exists(0) and Checkpoint.get(0) == nil)
checkpoint(function() return {"one"} end)
local inside, inner
checkpoint("named", function()
  inside = Checkpoint.next_position()
  checkpoint("deep", function() return "inner" end)
  inner = Checkpoint.get("deep")
  return 2
end)
local copy = Checkpoint.get(0)
copy[1] = "changed"
pcall(checkpoint, "failed", function() error("x") end)
local function refuses(code, text, fn, ...)
  local ok, problem = pcall(fn, ...)
  assert(not ok and problem.code == code and string.find(problem.message .. (problem.mend or ""), text, 1, true), tostring(problem))
end
refuses("TAC1235", "takes a position, counted from 0, or a name, and got a boolean", Checkpoint.exists, true)
refuses("TAC1236", "tactus runs fork RUN --at N", Checkpoint.clear_all)
refuses("TAC1236", "tactus runs fork RUN --at N", Checkpoint.clear_after, 1)
assert(Checkpoint.exists("failed") and Checkpoint.get("failed") == nil and Checkpoint.next_position() == 3)
return {
  Checkpoint.get(0.0)[1], Checkpoint.get("named"), Checkpoint.exists("1"), Checkpoint.exists(3), Checkpoint.exists("deep"),
  Checkpoint.get("1"), inside, inner, #Checkpoint.get(0), not Checkpoint.exists(-1),
}
