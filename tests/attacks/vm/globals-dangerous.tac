-- attack: reach a function of Lua's that can load code, touch files, run programs or steer the collector
-- expect: stopped nothing found
local found = {}
local names = {
  "load", "loadstring", "loadfile", "dofile", "io", "package", "collectgarbage", "module", "setfenv", "getfenv", "newproxy", "warn", "jit", "ffi", "bit32",
  "python", "native", "EFFECT", "arg",
}
for _, name in ipairs(names) do
  if rawget(_G, name) ~= nil then found[#found + 1] = name end
end
for _, pair in ipairs {
  {os, "execute"}, {os, "exit"}, {os, "remove"}, {os, "rename"}, {os, "tmpname"}, {os, "setlocale"}, {os, "difftime"}, {string, "dump"},
  {debug, "getinfo"}, {debug, "sethook"}, {debug, "getregistry"}, {debug, "getupvalue"}, {debug, "setupvalue"}, {debug, "getlocal"},
  {debug, "getmetatable"}, {debug, "setmetatable"}, {debug, "upvaluejoin"}, {debug, "setuservalue"}, {debug, "debug"},
} do
  if pair[1][pair[2]] ~= nil then found[#found + 1] = pair[2] end
end
print(#found == 0 and "stopped: nothing found" or "ESCAPED " .. table.concat(found, " "))

--[==[ control
print(rawget(_G, "tostring") ~= nil and "works" or "broken")
]==]
