-- A tool with which an agent leaves a line in the run's log.
local log = Tool {
  name = "log",
  description = "Write a line to the log of this run.",
  input = {
    message = field.string{required = true, description = "The line"},
    level = field.string{enum = { "debug", "info", "warn", "error" }, default = "info", description = "How important it is"},
  },
  function(args)
    Log[args.level](args.message)
    return { status = "logged", level = args.level, message = args.message, tool = "log" }
  end,
}

return log
