-- attack: free blocks of one size and take another, to make the heap hold more than its cap
-- expect: stopped contained
-- limits: memory 32, cpu 20000
local ok = true
for size = 16, 4000, 100 do
  local t = {}
  for i = 1, 3 * 1024 * 1024 // size do t[i] = ("x"):rep(size) .. i end
  t = nil
end
print(ok and "stopped: contained")

--[==[ control
local t = {}
for i = 1, 1000 do t[i] = ("x"):rep(100) .. i end
print("works")
]==]
