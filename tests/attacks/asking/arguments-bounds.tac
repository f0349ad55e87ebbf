-- attack: leave the bounds and the list of values
-- expect: succeeded stopped: 9 times TAC3104
local n = 0
for _, arguments in ipairs {{n = 0}, {n = 11}, {n = -1}, {n = 1.5}, {n = "3"}, {n = math.maxinteger}, {n = 0/0}, {n = 1/0}, {n = 3, mood = "CALM"}} do
  local ok, e = pcall(Host.call, "run.times", arguments)
  if ok or e.code ~= "TAC3104" then error("ESCAPED: " .. tostring(e and e.code)) end
  n = n + 1
end
print("stopped: " .. n .. " times TAC3104")

--[==[ control
print(Host.call("run.times", {n = 10, mood = "loud"}).stdout == "10 loud\n" and "works")
]==]
