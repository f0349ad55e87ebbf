-- attack: loop for ever over an iterator that never ends
-- expect: out_of_budget
-- limits: cpu 200
local function step() return 1 end
for _ in step do end

--[==[ control
for _, w in ipairs {"works"} do print(w) end
]==]
