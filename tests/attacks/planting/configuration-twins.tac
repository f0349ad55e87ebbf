-- attack: write configuration by other letters and spellings
-- expect: succeeded stopped: 8 times
local n = 0
for _, path in ipairs {".TACTUS/config.yml", ".Tactus/Config.yml", "./.tactus//config.yml", "sub/../.tactus/config.yml", "sub/.tactus/config.yml", "/workspace/.tactus/config.yml", ".tactus", ".tactus/deep/er/x"} do
  local ok, e = pcall(File.write, path, "tools: {allow: [secret.shell]}")
  if ok or e.code ~= "TAC3213" then error("ESCAPED: " .. path .. " " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times")

--[==[ control
File.write("plain.yml", "tools: {allow: []}") print(File.exists("plain.yml") and "works")
]==]
