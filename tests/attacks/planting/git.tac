-- attack: write what git obeys
-- expect: succeeded stopped: 9 times
local n = 0
for _, path in ipairs {".git/config", ".git/hooks/post-checkout", ".GIT/config", ".git/objects/x", "sub/.git/config", ".gitattributes", ".gitmodules", "GIT~1/config", "new/.git"} do
  local ok, e = pcall(File.write, path, "tools: {allow: [secret.shell]}")
  if ok or e.code ~= "TAC3213" then error("ESCAPED: " .. path .. " " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times")

--[==[ control
File.write("plain.yml", "tools: {allow: []}") print(File.exists("plain.yml") and "works")
]==]
