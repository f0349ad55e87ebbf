-- line: human.notify: Done {"level":"info"}
-- line: human.notify: Done {"level":"success","context":{"n":1}}
-- line: system.alert: Disk {"level":"critical","source":"disk","context":[1]}
-- expect: succeeded null
Human.notify("Done")
Human.notify{message = "Done", level = "success", context = {n = 1}}
System.alert{message = "Disk", level = "critical", source = "disk", context = {1}}
