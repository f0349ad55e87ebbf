-- attack: recurse through string.gsub on the C stack
-- expect: stopped overflow
local function down() return (("x"):gsub("x", down)) end
local ok, e = pcall(down)
print(ok and "ESCAPED" or "stopped: " .. tostring(e))

--[==[ control
print((("x"):gsub("x", function() return "works" end)))
]==]
