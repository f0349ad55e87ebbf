-- Writes a text with a language model: generate {prompt = …, model = …} gives a function of a message; with `input` it answers at once.
-- The result has value and output (the text) and usage.
local function generator_of(config)
  local agent = Agent {
    name = config.name, model = config.model, provider = config.provider, temperature = config.temperature, max_tokens = config.max_tokens,
    system_prompt = function() return config.prompt or config.system_prompt or "Write what you are asked for, and nothing else." end,
    message_history = { source = "none" }, tools = {},
  }
  return function(_, message)
    if type(message) == "table" then message = message.message or message.input or message.text end
    if type(message) ~= "string" then error("a generator needs a message, and got " .. type(message), 0) end
    local answer = agent({ message = message })
    return { value = answer.output, output = answer.output, usage = answer.usage }
  end
end

local Generator = {}

function Generator.new(_, config)
  if config ~= nil and type(config) ~= "table" then error("a generator takes a table: {prompt = …}", 2) end
  local generator = generator_of(config or {})
  return setmetatable({ generate = generator, config = config or {} }, { __call = generator })
end

local function generate(config)
  local generator = Generator:new(config)
  if config and config.input ~= nil then return generator(config.input) end
  return generator
end

return setmetatable({ LLMGenerator = Generator, Generate = generate, generate = generate }, { __call = function(_, config) return generate(config) end })
