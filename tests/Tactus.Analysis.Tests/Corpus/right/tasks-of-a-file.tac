IncludeTasks("./lib/jobs.tac", "jobs")
run = Task { depends_on = { "jobs:sweep" }, entry = function() return { ok = true } end }
