local body = function() return { ok = true } end
Procedure { output = { ok = field.boolean{} }, [1] = body }
