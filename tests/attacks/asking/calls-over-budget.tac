-- attack: call more often than granted, catching every error
-- expect: out_of_budget TAC3602
while true do pcall(Host.call, "api.few", {}) end

--[==[ control
for _ = 1, 3 do Host.call("api.few", {}) end print("works")
]==]
