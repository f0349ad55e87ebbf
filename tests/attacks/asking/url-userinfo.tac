-- attack: turn the path into another authority
-- expect: succeeded stopped: stayed in the path
-- server: /items/http%3A%2F%2F127.0.0.1%3A@OTHER@%2Fadmin
for _, id in ipairs {"@127.0.0.1:@OTHER@", "//127.0.0.1:@OTHER@/admin", "http://127.0.0.1:@OTHER@/admin", ":@OTHER@"} do pcall(Host.call, "api.item", {id = id}) end
print("stopped: stayed in the path")

--[==[ control
print(Host.call("api.item", {id = "1"}).status == 200 and "works")
]==]
