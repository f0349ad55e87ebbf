-- attack: read a control file through a program of the host's
-- expect: succeeded stopped: 5 unreadable or harmless
local n = 0
for _, file in ipairs {"/etc/shadow", "/proc/1/environ", "/root/.bashrc", "/run/docker.sock", "/var/run/docker.sock"} do
  local answer = Host.call("run.show", {file = file})
  if answer.exit_code == 0 and answer.stdout:find("TACTUS", 1, true) == nil and file ~= "/proc/1/environ" then error("ESCAPED: " .. file) end
  if answer.stdout:find("ATTACK", 1, true) then error("ESCAPED: " .. file) end
  n = n + 1
end
print("stopped: " .. n .. " unreadable or harmless")

--[==[ control
print(Host.call("run.show", {file = "notes.txt"}).stdout == "notes\n" and "works")
]==]
