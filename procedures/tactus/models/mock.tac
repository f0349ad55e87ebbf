-- A model that answers what it is told: mock {value = …}, or mock {by = {["a text"] = answer, …}, value = …} for answers by input.
return function(config)
  return function(input)
    local text = type(input) == "table" and (input.text or input.input) or input
    local answer = config.by and config.by[text]
    if answer == nil then answer = config.value end
    return answer
  end
end
