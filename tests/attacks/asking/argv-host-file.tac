-- attack: read the host's files through a granted program
-- expect: succeeded stopped: 6 not there
local n = 0
for _, file in ipairs {"/etc/shadow", "/root/.bashrc", "/run/docker.sock", "/var/run/docker.sock", "/run/tactus", "/var/cache/tactus"} do
  if Host.call("run.show", {file = file}).stderr:find("No such file", 1, true) == nil then error("ESCAPED: " .. file) end
  n = n + 1
end
if Host.call("run.show", {file = "/proc/1/environ"}).stdout:find("ATTACK", 1, true) then error("ESCAPED") end
print("stopped: " .. n .. " not there")

--[==[ control
print(Host.call("run.show", {file = "notes.txt"}).stdout == "notes\n" and "works")
]==]
