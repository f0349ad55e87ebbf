-- attack: recurse in the pattern matcher
-- expect: stopped pattern too complex
local ok, e = pcall(string.find, ("a"):rep(300000), ("a?"):rep(300000) .. "b")
print(ok and "ESCAPED" or "stopped: " .. e)

--[==[ control
print((("works"):match("w?o?r?k?s?")))
]==]
