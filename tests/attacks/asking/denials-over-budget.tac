-- attack: ask for the forbidden until somebody tires
-- expect: out_of_budget TAC3601
while true do pcall(Host.call, "secret.shell", {}) end

--[==[ control
print(Host.call("host.ping", {}).ok and "works")
]==]
