local Agent = function(options) return options.nonsense end
local Tool, Procedure = print, {}
function Procedure.frob() return 1 end
local input = { name = "x" }
local Host = { cal = function() return 2 end }
return { a = Agent { nonsense = 5 }, b = Procedure.frob(), c = Host.cal(), d = input.name, tool = type(Tool) }
