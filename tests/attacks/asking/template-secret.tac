-- attack: name a secret in an argument
-- expect: succeeded stopped: stayed text
-- server: /search?q=%24%7Bsecret%3AATTACK_SECRET%7D&scope=public
-- server: "${secret:ATTACK_SECRET}${args.title}"
Host.call("api.search", {q = "${secret:ATTACK_SECRET}"})
Host.call("api.post", {title = "${secret:ATTACK_SECRET}${args.title}"})
print("stopped: stayed text")

--[==[ control
print(Host.call("api.search", {q = "x"}).status == 200 and "works")
]==]
