-- line: in sort
-- line: after
-- expect: succeeded [1, 2]
local list = { 2, 1 }
table.sort(list, function(a, b) print("in sort") return a < b end)
print("after")
return list
