-- Waits for two runs of its own that never end by themselves.
child = Procedure {
  input = { name = field.string{required = true} },
  function(input)
    File.write("child-" .. input.name, "")
    while true do end
  end
}

Procedure {
  function()
    local first, second = Procedure.start("child", {name = "1"}), Procedure.start("child", {name = "2"})
    return Procedure.await_children{children = {first, second}}
  end
}
