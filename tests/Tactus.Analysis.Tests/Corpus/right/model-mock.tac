Model "sentiment" { type = "mock", value = { label = "good" }, input = { text = "string" }, output = { label = "string", score = "float" } }
local function judge(text)
  return Model("sentiment")({ text = text })
end
return { label = judge("fine").label }
