-- attack: add a parameter to the query
-- expect: succeeded stopped: stayed one parameter
-- server: GET /search?q=x%26scope%3Dall%23&scope=public HTTP/1.1
Host.call("api.search", {q = "x&scope=all#"})
print("stopped: stayed one parameter")

--[==[ control
print(Host.call("api.search", {q = "x"}).status == 200 and "works")
]==]
