fetch = Task { description = "Fetch", provides = "data", entry = function() return { n = 1 } end }
clean = Task { depends_on = { "fetch" }, function() return { n = 2 } end }
Task "report" { depends_on = "data", entry = function() return { n = 3 } end }
all = Task { first = Task { entry = function() return 1 end }, second = Task { entry = function() return 2 end } }
run = Task { depends_on = { clean, "report" }, entry = function() return { ok = true } end }
