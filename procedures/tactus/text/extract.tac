-- Takes named values out of a text with a language model: extract {fields = {name = "string", age = "integer"}, prompt = …} gives a function
-- of a text; with `input` it answers at once. Values are checked against the fields, and the model is asked again when they break them.
local KINDS = { string = true, number = true, integer = true, boolean = true, array = true, object = true, any = true }

local function schema_of(fields)
  if type(fields) ~= "table" or next(fields) == nil then error("'fields' must name at least one value: {name = \"string\"}", 0) end
  local schema = {}
  for name, kind in pairs(fields) do
    if type(kind) == "string" then
      if not KINDS[kind] then error("the field '" .. name .. "' has no type '" .. kind .. "'", 0) end
      schema[name] = field[kind]{required = true}
    else
      schema[name] = kind
    end
  end
  return schema
end

local function extractor_of(config)
  local agent = Agent {
    name = config.name, model = config.model, provider = config.provider, temperature = config.temperature or 0, max_tokens = config.max_tokens,
    system_prompt = function()
      return "You take values out of texts. Take nothing that the text does not say.\n" .. (config.prompt or "")
    end,
    output = schema_of(config.fields), message_history = { source = "none" }, tools = {},
    retry = { attempts = (config.max_retries or 3) + 1, on = "infra_plus_validation" },
  }
  return function(_, text)
    if type(text) == "table" then text = text.text or text.input or text.message end
    if type(text) ~= "string" then error("an extractor needs a text, and got " .. type(text), 0) end
    local values = agent({ message = text }).output
    if type(values) ~= "table" then return { fields = {}, value = values, error = "the answer is no JSON with the fields" } end
    local result = { fields = values, value = values }
    for name, value in pairs(values) do
      if result[name] == nil then result[name] = value end
    end
    return result
  end
end

local Extractor = {}

function Extractor.new(_, config)
  if type(config) ~= "table" then error("an extractor takes a table: {fields = {…}}", 2) end
  local extractor = extractor_of(config)
  return setmetatable({ extract = extractor, config = config }, { __call = extractor })
end

local function extract(config)
  local extractor = Extractor:new(config)
  if config.input ~= nil then return extractor(config.input) end
  return extractor
end

return setmetatable({ LLMExtractor = Extractor, Extract = extract, extract = extract }, { __call = function(_, config) return extract(config) end })
