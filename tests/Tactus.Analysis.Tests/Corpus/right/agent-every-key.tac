local done = require("tactus.tools.done")
notes = Context { packs = { rules = "Be kind." } }
planner = Agent {
  name = "planner", description = "Plans", model = { name = "gpt-4o", provider = "openai", temperature = 0, max_tokens = 100, stop = "END" },
  provider = "openai", system_prompt = function(context) return "Plan for " .. tostring(context.agent) end, initial_message = "Hello",
  tools = { done }, inline_tools = { { name = "add", description = "Adds", input = { a = field.number{} }, function(args) return args.a end } },
  input = { topic = field.string{default = "bees"} }, output = { plan = field.string{} }, temperature = 0.5, max_tokens = 200, top_p = 1,
  stop = { "a", "b" }, seed = 7, options = { user = "me" }, tool_choice = "auto", max_turns = 3,
  message_history = { source = "shared", filter = filters.compose(filters.system_prefix(), filters.last_n(4)) },
  retry = { enabled = true, attempts = 2, delay_seconds = 0, backoff = "linear", max_delay_seconds = 4, jitter = false, on = "infra" },
  context = notes, disable_streaming = true,
}
return { name = planner.name }
