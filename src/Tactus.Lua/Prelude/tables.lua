-- The table library: Lua's own but for sort. Lua's sort picks pivots by the clock when a partition is lopsided, and calls the comparator
-- from C. This one is a merge sort: always the same steps, stable, and a comparator may perform effects.
local native, G = ...
local type, next, pcall, error = type, next, pcall, error
local raw_getmetatable = debug.getmetatable
local raw_sort, move = table.sort, table.move
local math_type = math.type
local type_error, argument_error, settle = native.type_error, native.argument_error, native.settle

local library = {}
for name, value in next, table do library[name] = value end

-- The longest piece that is sorted by insertion.
local SHORT = 6

local function insert(a, low, high, before)
  for i = low + 1, high do
    local x, j = a[i], i - 1
    while j >= low and before(x, a[j]) do
      a[j + 1] = a[j]
      j = j - 1
    end
    a[j + 1] = x
  end
end

-- Sorts low..high into b; a holds the same items and is used up. Halves are sorted one after the other, so that those that fit into the
-- processor's cache stay there until they are done: merging all pieces of one length first takes twice the time.
local function sort_into(a, b, low, high, before)
  if high - low < SHORT then return insert(b, low, high, before) end
  local middle = (low + high) // 2
  sort_into(b, a, low, middle, before)
  sort_into(b, a, middle + 1, high, before)
  local i, j = low, middle + 1
  local x, y = a[low], a[j]
  if not before(y, a[middle]) then
    move(a, low, high, low, b)
    return
  end
  for k = low, high do
    if before(y, x) then
      b[k] = y
      j = j + 1
      if j > high then
        move(a, i, middle, k + 1, b)
        return
      end
      y = a[j]
    else
      b[k] = x
      i = i + 1
      if i > middle then
        move(a, j, high, k + 1, b)
        return
      end
      x = a[i]
    end
  end
end

local function merge_sort(t, n, before)
  local a = move(t, 1, n, 1, {})
  local b = move(a, 1, n, 1, {})
  sort_into(a, b, 1, n, before)
  move(b, 1, n, 1, t)
end

local function less(x, y) return x < y end

-- Lua's own sort is faster, and as good where equal items cannot be told apart and no code of the procedure is called: all strings,
-- all integers, or all floats without zero (0.0 and -0.0) and NaN.
local function is_plain(t, n)
  if raw_getmetatable(t) ~= nil then return false end
  local first = t[1]
  local kind = math_type(first) or type(first)
  if kind == "string" then
    for i = 2, n do
      if type(t[i]) ~= "string" then return false end
    end
    return true
  elseif kind == "integer" then
    for i = 2, n do
      if math_type(t[i]) ~= "integer" then return false end
    end
    return true
  elseif kind == "float" then
    for i = 1, n do
      local x = t[i]
      if math_type(x) ~= "float" or x ~= x or x == 0 then return false end
    end
    return true
  end
  return false
end

function library.sort(...)
  local t, before = ...
  if type(t) ~= "table" then type_error(1, "sort", "table", ...) end
  local n = #t
  if math_type(n) ~= "integer" then error("object length is not an integer", 2) end
  if n < 2 then return end
  if n >= 0x7FFFFFFF then argument_error(1, "sort", "array too big") end
  if before == nil then
    if is_plain(t, n) then return raw_sort(t) end
    return settle(pcall(merge_sort, t, n, less))
  end
  if type(before) ~= "function" then type_error(2, "sort", "function", before) end
  merge_sort(t, n, before)
end

G.table = library
G.unpack = library.unpack
