local function prepare() limit, names = 3, { "a" } end
prepare()
function helper(n) return n * limit end
return { n = helper(#names) }
