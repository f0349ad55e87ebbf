-- expect: succeeded {"sum": 12, "own": "described", "twice": 8}

Procedure "twice" { input = { n = field.number{required = true} }, function(input) return { n = input.n * 2 } end }
Procedure("plus", { input = { n = field.number{required = true} } }, function(input) return { n = input.n + 1 } end)
Procedure { name = "own", description = "Has its name in the braces.", function() return "described" end }
other = Procedure "main" {
  function()
    return { sum = Procedure("twice")({ n = 4 }).n + Procedure.run("plus", { n = 3 }).n, own = Procedure.run("own"), twice = Procedure "twice" { n = 4 }.n }
  end
}
