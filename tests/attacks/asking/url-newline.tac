-- attack: smuggle a second request into the URL
-- expect: succeeded stopped: encoded
-- server: /items/1%20HTTP%2F1.1%0D%0AHost%3A%20x
Host.call("api.item", {id = "1 HTTP/1.1\r\nHost: x\r\n\r\nGET /admin"})
print("stopped: encoded")

--[==[ control
print(Host.call("api.item", {id = "1"}).status == 200 and "works")
]==]
