-- attack: read control files, or learn that they are there
-- expect: succeeded stopped: nothing seen
for _, path in ipairs {".tactus/config.yml", "later.tac.yml", ".env", ".git/config", "sub/.git/config", ".git", "sub/inner/.env"} do
  local ok, e = pcall(File.read, path)
  if ok or e.code ~= "TAC3201" then error("ESCAPED: " .. path .. " " .. tostring(e and e.code)) end
  if File.exists(path) then error("ESCAPED: " .. path) end
end
for _, entry in ipairs(File.list(".", {recursive = true})) do
  if entry.name:lower():find("%.git") or entry.name:find("%.env") or entry.name:find("%.tactus") or entry.name:find("%.yml") then error("ESCAPED: " .. entry.name) end
end
print("stopped: nothing seen")

--[==[ control
print(#File.list(".", {recursive = true}) > 2 and File.exists("notes.txt") and "works")
]==]
