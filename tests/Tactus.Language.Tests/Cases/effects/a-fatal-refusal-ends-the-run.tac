-- fatal: host.call x TAC3105 budget all 10 effects are used
-- expect: out_of_budget TAC3105 6 all 10 effects are used
-- line: before
print("before")
while true do
  pcall(function() Host.call("x", {}) end)
  print("not reached")
end
