local done = require("tactus.tools.done")
lookup = Tool { description = "Looks up", input = { key = field.string{} }, function(args) return args.key end }
worker = Agent { model = "openai/gpt-4o-mini", tools = { lookup, done } }
Mocks {
  lookup = { conditional = { { when = { key = "contains:a" }, returns = { value = 1 } } }, returns = "none" },
  worker = { message = "Found", tool_calls = { { tool = "lookup", args = { key = "a" } }, { name = "done", args = { reason = "x" } } }, usage = { total_tokens = 3 } },
  ["tracker.search"] = { temporal = { { returns = 1 }, { error = "down" } } },
  broken = { error = true },
}
Mocks { other = { returns = Json.null } }
return { text = worker().output }
