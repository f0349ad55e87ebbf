-- What every classifier is: made with Kind:new {…}, called with a text, or with classifier:classify(text).
local base = {}

function base.kind(make)
  local kind = {}
  local methods = {}

  function kind.new(_, config)
    if type(config) ~= "table" then error("a classifier takes a table of options", 2) end
    local classifier = make(config)
    return setmetatable({ classify = function(_, text) return classifier(text) end, config = config }, methods)
  end

  methods.__call = function(self, text) return self:classify(text) end
  return setmetatable(kind, { __call = function(_, config) return kind:new(config) end })
end

-- The text that is to be classified; a table may hold it as text, input or message.
function base.text_of(value)
  if type(value) == "table" then value = value.text or value.input or value.message end
  if type(value) ~= "string" then error("a classifier needs a text, and got " .. type(value), 0) end
  return value
end

-- The list of class names, checked.
function base.classes_of(config)
  local classes = config.classes or config.target_classes
  if type(classes) ~= "table" or #classes == 0 then error("'classes' must be a list of at least one name", 0) end
  for index, class in ipairs(classes) do
    if type(class) ~= "string" or class == "" then error("classes[" .. index .. "] must be a text", 0) end
  end
  return classes
end

return base
