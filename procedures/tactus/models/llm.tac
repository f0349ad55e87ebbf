-- A language model as a plain function: llm {model = "openai/…", prompt = …} gives a function of a text that answers with a text.
local generate = require("tactus.generate")

return function(config)
  local generator = generate(config)
  return function(input) return generator(input).value end
end
