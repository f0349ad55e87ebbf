local function body() return { ok = true } end
Procedure { body }
