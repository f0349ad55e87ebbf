-- attack: ask for more effects than granted, catching every error
-- expect: out_of_budget TAC3601
while true do pcall(Host.call, "host.ping", {}) end

--[==[ control
for _ = 1, 50 do Host.call("host.ping", {}) end print("works")
]==]
