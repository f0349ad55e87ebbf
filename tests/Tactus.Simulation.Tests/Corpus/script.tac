-- Script mode; it fails at its end, and that is its outcome.
input { name = field.string{default = "Ada"} }
local greeting = Host.call("sim.once", {name = input.name})
print("greeted", greeting.value)
local ticket = checkpoint("ticket", function() return Host.call("sim.keyed", {name = input.name}).value end)
error("nothing more to do after ticket " .. ticket)
