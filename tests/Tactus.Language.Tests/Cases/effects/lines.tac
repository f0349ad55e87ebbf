-- line: a	1	5	nil	true	0.1
-- line: 
-- line: info: counted {"n":3,"list":[1]}
-- line: warn: 5
-- line: debug: x "text"
-- line: error: odd {"f":"(function)","again":"(itself)"}
-- expect: succeeded null
print("a", 1, 5.0, nil, true, 0.1)
print()
Log.info("counted", { n = 3, list = { 1 } })
Log.warn(5.0)
Log.debug("x", "text")
local odd = { f = print }
odd.again = odd
Log.error("odd", odd)
