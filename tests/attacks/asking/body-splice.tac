-- attack: add a field to the JSON body
-- expect: succeeded stopped: stayed one text
-- server: "admin":false
Host.call("api.post", {title = 'x","admin":true,"y":"'})
print("stopped: stayed one text")

--[==[ control
print(Host.call("api.post", {title = "x"}).status == 200 and "works")
]==]
