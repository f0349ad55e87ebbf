local done = require("tactus.tools.done")
ping = Tool { use = "host.ping" }
weather = Tool { description = "Weather", use = "broker.weather.get", input = { city = field.string{} } }
search = Tool { source = "mcp.web.search" }
script = Tool { use = "./tools/script.py" }
plugin = Tool { use = "plugin.script" }
worker = Agent { model = "openai/gpt-4o-mini", tools = { ping, weather, search, script, plugin, done } }
return { name = worker.name }
