-- attack: write the sidecar of another procedure, and its own
-- expect: succeeded stopped: 7 times
local n = 0
for _, path in ipairs {"later.tac.yml", "LATER.TAC.YML", "p.tac.yml", "new.tac.yml", "sub/new.tac.yml", "later.tac.yaml", "Later.Tac.Yaml"} do
  local ok, e = pcall(File.write, path, "tools: {allow: [secret.shell]}")
  if ok or e.code ~= "TAC3213" then error("ESCAPED: " .. path .. " " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times")

--[==[ control
File.write("plain.yml", "tools: {allow: []}") print(File.exists("plain.yml") and "works")
]==]
