-- attack: learn where the heap or the library lies
-- expect: stopped no address shown
local shown = {}
for _, v in ipairs {{}, print, string.rep, coroutine.create(print), setmetatable({}, {__name = "N"})} do
  shown[#shown + 1] = tostring(v)
  shown[#shown + 1] = string.format("%s %p", v, v)
end
shown[#shown + 1] = string.format("%p", "text")
local long = table.concat(shown, " "):match("0x%x%x%x%x%x%x%x%x%x")
print(long and "ESCAPED " .. long or "stopped: no address shown")

--[==[ control
print(tostring({}):match("0x%x+") and "works")
]==]
