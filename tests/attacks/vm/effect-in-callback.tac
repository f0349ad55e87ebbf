-- attack: perform an effect where Lua cannot wait
-- expect: error TAC2103
string.gsub("x", "x", function() print("ESCAPED") end)

--[==[ control
for w in string.gmatch("works", "%a+") do print(w) end
]==]
