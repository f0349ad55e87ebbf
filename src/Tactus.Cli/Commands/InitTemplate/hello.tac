-- A first procedure. Run it:      tactus run hello.tac
-- With another name:              tactus run hello.tac --param name=Ada

Procedure {
  input = { name = field.string{default = "world", description = "Whom to greet"} },
  output = { greeting = field.string{required = true} },
  function(input)
    local answer = Host.call("host.time", {})
    local greeting = "Hello, " .. input.name .. "! It is " .. answer.iso .. "."
    File.write("greeting.txt", greeting .. "\n")
    print(greeting)
    return { greeting = greeting }
  end
}
