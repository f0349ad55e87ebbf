-- attack: nest an argument deeper than a value may be
-- expect: failed TAC1105
local deep = {}
for _ = 1, 100 do deep = {deep} end
Host.call("api.item", {id = deep})

--[==[ control
print(Host.call("api.item", {id = "1"}).status == 200 and "works")
]==]
