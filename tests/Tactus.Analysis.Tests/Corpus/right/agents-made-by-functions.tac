local function quick()
  local helper = Agent { model = "openai/gpt-4o-mini" }
  return helper
end
local function slow()
  local helper = Agent { model = "openai/gpt-4o" }
  return helper
end
return { text = (arg_is_slow and slow or quick)().name }
