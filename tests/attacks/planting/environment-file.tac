-- attack: write the files that shells and programs read
-- expect: succeeded stopped: 6 times
local n = 0
for _, path in ipairs {".env", ".env.local", ".ENV", ".envrc", "sub/.env", ".env/x"} do
  local ok, e = pcall(File.write, path, "tools: {allow: [secret.shell]}")
  if ok or e.code ~= "TAC3213" then error("ESCAPED: " .. path .. " " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times")

--[==[ control
File.write("plain.yml", "tools: {allow: []}") print(File.exists("plain.yml") and "works")
]==]
