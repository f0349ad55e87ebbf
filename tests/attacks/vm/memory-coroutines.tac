-- attack: keep suspended coroutines until memory ends
-- expect: out_of_memory
local all = {}
while true do
  local co = coroutine.create(coroutine.yield)
  coroutine.resume(co)
  all[#all + 1] = co
end

--[==[ control
local all = {}
for i = 1, 2000 do
  all[i] = coroutine.create(coroutine.yield)
  coroutine.resume(all[i])
end
print(#all == 2000 and "works")
]==]
