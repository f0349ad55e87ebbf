-- answer: host.call x null
-- clock: 1700000100000000000
-- expect: succeeded [1700000000, 1700000100]
local before = os.time()
Host.call("x", {})
return { before, os.time() }
