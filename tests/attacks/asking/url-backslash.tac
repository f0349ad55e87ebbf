-- attack: climb with backslashes
-- expect: succeeded stopped: stayed in the path
for _, id in ipairs {"..\\admin", "\\\\127.0.0.1:@OTHER@\\admin"} do pcall(Host.call, "api.item", {id = id}) end
print("stopped: stayed in the path")

--[==[ control
print(Host.call("api.item", {id = "1"}).status == 200 and "works")
]==]
