-- The smallest procedure that reaches the host: it asks for host.ping and says hello.
--
--   ./tactus run examples/01-hello/hello.tac --sandbox
--   ./tactus run examples/01-hello/hello.tac --param name=Ada

Procedure {
  input = {
    name = field.string{default = "world", min_length = 1, max_length = 80, description = "Whom to greet"},
  },
  output = {
    greeting = field.string{required = true},
    pong = field.boolean{required = true},
  },
  function(input)
    local answer = Host.call("host.ping", { from = "01-hello" })
    local greeting = "Hello, " .. input.name .. "!"
    print(greeting)
    return { greeting = greeting, pong = answer.ok }
  end
}
