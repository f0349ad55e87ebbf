rules = Context {
  description = "Rules", policy = { max_tokens = 500, pack_budget = 100 }, packs = { house = "No shoes.", list = { "a", "b" }, late = function() return "late" end },
  messages = { system("Obey."), context("house", 50), context("list", { budget = 10 }), history(), user(template("Hello {params.name}", { name = "Ann" })), assistant("Yes.") },
}
planner = Agent { model = "openai/gpt-4o-mini", context = rules }
return { text = planner().output }
