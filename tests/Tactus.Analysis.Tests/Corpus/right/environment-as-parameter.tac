local function at(_ENV) return x + y end
return { n = at({ x = 1, y = 2 }) }
