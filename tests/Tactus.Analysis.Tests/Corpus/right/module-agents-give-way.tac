local helpers = require("lib.helpers")
local helper = Agent { model = "openai/gpt-4o-mini", system_prompt = "The file's own." }
return { text = helper().output, other = helpers.ask("x") }
