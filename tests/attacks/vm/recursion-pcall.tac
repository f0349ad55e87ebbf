-- attack: recurse through pcall, catching every overflow
-- expect: stopped overflow
local function down() local ok, e = pcall(down) if not ok then error(e, 0) end end
local ok, e = pcall(down)
print(ok and "ESCAPED" or "stopped: " .. tostring(e))

--[==[ control
print(pcall(pcall, error) and "works")
]==]
