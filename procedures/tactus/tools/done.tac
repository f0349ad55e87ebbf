-- A tool with which an agent says that its task is complete: the turn ends, Stop.requested() is true, and done.called() tells the procedure.
local done = Tool {
  name = "done",
  description = "Say that the task is complete. Call it once, when nothing is left to do.",
  input = {
    reason = field.string{description = "What was done, or the final answer"},
  },
  function(args)
    return { status = "completed", reason = args.reason or "Task completed", tool = "done" }
  end,
}

return done
