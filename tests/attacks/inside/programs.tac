-- attack: start a program or open a file by Lua's own libraries
-- expect: succeeded stopped: 11 ways
local n = 0
local ways = {
  function() return io.popen("id") end, function() return io.open("/etc/passwd") end, function() return os.execute("id") end,
  function() return os.remove("notes.txt") end, function() return os.rename("notes.txt", "x") end, function() return os.tmpname() end,
  function() return package.loadlib("/liblua54.so", "*") end, function() return loadfile("notes.txt") end, function() return dofile("notes.txt") end,
  function() return load("return 1")() end, function() return debug.getregistry() end,
}
for i, way in ipairs(ways) do
  if pcall(way) then error("ESCAPED by way " .. i) end
  n = n + 1
end
print("stopped: " .. n .. " ways")

--[==[ control
print(string.upper("works"):lower())
]==]
