local function helped(n)
  local handle = Procedure.spawn("helper", { n = n })
  return Procedure.run("helper", { n = n }).n + Procedure.wait(handle).n + Procedure("helper")({ n = n }).n
end
helper = Procedure { input = { n = field.number{} }, function(input) return { n = input.n } end }
main = Procedure { function() return { n = helped(2) } end }
