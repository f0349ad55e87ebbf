local made = {}
for _, name in ipairs({ "red", "green" }) do
  made[#made + 1] = Tool { name = name, description = "Says " .. name, function() return name end }
end
painter = Agent { model = "openai/gpt-4o-mini", tools = { "red", "green" } }
return { said = Tool("gre" .. "en")({}) }
