-- expect: succeeded {"ok": true}

report = Procedure { function() return { ok = true } end }
