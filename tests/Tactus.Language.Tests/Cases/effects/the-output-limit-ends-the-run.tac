-- output_limit: 5000
-- expect: out_of_budget TAC1204 5 5000 bytes
while true do
  pcall(function()
    print(string.rep("x", 100))
  end)
end
