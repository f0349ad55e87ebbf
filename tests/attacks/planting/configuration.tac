-- attack: write the project's configuration
-- expect: refused TAC3213
File.write(".tactus/config.yml", "tools: {allow: ['*']}")

--[==[ control
File.write("plain.yml", "tools: {allow: []}") print(File.exists("plain.yml") and "works")
]==]
