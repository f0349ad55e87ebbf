-- attack: read the environment of the host
-- expect: succeeded stopped: 6 variables
local n = 0
for _, name in ipairs {"PATH", "HOME", "ATTACK_SECRET", "DOCKER_HOST", "DOTNET_ROOT", "XDG_STATE_HOME"} do
  if os.getenv(name) ~= nil then error("ESCAPED: " .. name) end
  n = n + 1
end
print("stopped: " .. n .. " variables")

--[==[ control
print(os.getenv("GREETING") == "hello" and "works")
]==]
