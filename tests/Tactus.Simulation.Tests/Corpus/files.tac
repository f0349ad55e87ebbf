-- Files are changed once, whenever the run dies.
Procedure {
  output = { text = field.string{required = true}, listed = field.integer{required = true}, removed = field.boolean{required = true} },
  function()
    for line = 1, 4 do
      File.append("log.txt", "line " .. line .. "\n")
      if line == 2 then File.write("copy.txt", File.read("log.txt")) end
    end
    checkpoint(function() File.append("log.txt", "in a checkpoint\n") end)
    Parallel {
      function() File.append("left.txt", "left 1\n") File.append("left.txt", "left 2\n") end,
      function() File.append("right.txt", "right 1\n") File.append("right.txt", "right 2\n") end,
    }
    local removed = File.remove("copy.txt")
    return { text = File.read("log.txt"), listed = #File.list("."), removed = removed }
  end
}
