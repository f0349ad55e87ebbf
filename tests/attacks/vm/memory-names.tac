-- attack: make the machine remember an endless number of objects' names
-- expect: stopped flat
-- limits: memory 8, cpu 20000
for _ = 1, 300000 do tostring({}) end
for i = 1, 100000 do pcall(string.format, "%s" .. i, {}) end
print("stopped: flat")

--[==[ control
print(tostring({}):match("^table") and "works")
]==]
