assistant = Agent { model = "openai/gpt-4o-mini" }
context = { name = "x" }
function template(name, values, more) return name .. #values .. more end
return { text = assistant().output, name = context.name, more = template("a", { 1 }, 2) }
