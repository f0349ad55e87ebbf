-- attack: put characters into a header that others read as line breaks
-- expect: failed TAC3303
Host.call("api.named", {name = "a\u{010D}\u{010A}X-Admin: 1"})

--[==[ control
print(Host.call("api.named", {name = "Ada"}).status == 200 and "works")
]==]
