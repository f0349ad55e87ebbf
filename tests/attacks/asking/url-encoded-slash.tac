-- attack: climb with what is already encoded
-- expect: succeeded stopped: encoded again
-- server: GET /items/%252e%252e%252fadmin HTTP/1.1
Host.call("api.item", {id = "%2e%2e%2fadmin"})
print("stopped: encoded again")

--[==[ control
print(Host.call("api.item", {id = "1"}).status == 200 and "works")
]==]
