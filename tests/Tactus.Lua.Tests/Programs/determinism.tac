-- Prints the order of every kind of key, and everything else that could differ from process to process.
-- Values are printed, not keys: the ids of objects are numbered in the order in which they are shown.
local function show(what, t)
  local parts = {}
  for _, v in pairs(t) do parts[#parts + 1] = tostring(v) end
  print(what .. ": " .. table.concat(parts, " "))
end

local strings, tables, functions, floats, threads, builtins = {}, {}, {}, {}, {}, {}
for i = 1, 200 do
  strings["key" .. i * 7919 % 1000] = i
  tables[{}] = i
  functions[function() return i end] = i
  floats[i * 0.37] = i
  threads[coroutine.create(function() end)] = i
end
for name, library in pairs(_G) do
  if type(library) == "table" and library ~= _G then
    for field, f in pairs(library) do
      if type(f) == "function" then builtins[f] = name .. "." .. field end
    end
  elseif type(library) == "function" then
    builtins[library] = name
  end
end
builtins[(ipairs({}))], builtins[(utf8.codes(""))], builtins[(utf8.codes("", true))], builtins[("x"):gmatch("x")] = "ipairs_next", "strict", "lax", "gmatch_next"
builtins[table.unpack] = "unpack"
show("strings", strings) show("tables", tables) show("functions", functions) show("floats", floats) show("threads", threads) show("builtins", builtins)
local names = {}
for name in pairs(_G) do names[#names + 1] = name end
print("globals: " .. table.concat(names, " "))

local lopsided = {}
for i = 1, 3000 do lopsided[i] = {i % 3, i} end
table.sort(lopsided, function(x, y) return x[1] < y[1] end)
local order = {}
for i, v in ipairs(lopsided) do order[i] = v[2] end
print("sorted: " .. table.concat(order, " "))

for round = 1, 20 do
  for k in pairs(tables) do
    if math.random(3) == 1 then tables[k] = nil end
  end
  for i = 1, 50 do tables[{}] = round * 100 + i end
end
show("after changes", tables)
print(math.random(), os.time(), os.clock(), os.date(), {}, tostring(print))
