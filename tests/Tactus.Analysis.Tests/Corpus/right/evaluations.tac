Procedure { input = { name = field.string{default = "Ann"} }, output = { greeting = field.string{} }, function(input) return { greeting = "Hello, " .. input.name } end }
Evaluation { runs = 3 }
Evaluations({
  name = "all", description = "All of them",
  dataset = { { name = "ada", inputs = { name = "Ada" }, expected_output = { greeting = "Hello, Ada" }, metadata = { tier = 1 } }, { name = "bob", input = { name = "Bob" }, expected = "x" } },
  evaluators = {
    field.contains{value = "Hello"}, field.equals_expected{}, field.regex("^Hello"), field.min_length(3), { type = "is_instance", field = "greeting", value = "string" },
    { type = "tool_called", tool = "done", max_calls = 0, min_calls = 0 }, { type = "max_tokens", max = 10 }, { type = "range", field = "n", min = 1, max = 2 },
    { type = "llm_judge", rubric = "Is it kind?", threshold = 0.5, include_input = true }, { type = "json_schema", schema = { type = "object" } },
    { type = "state_check", key = "a", value = 1 }, { type = "agent_turns", agent = "planner", max = 2 }, { type = "exact_match", field = "greeting" },
  },
  thresholds = { min_success_rate = 0.9, max_cost_per_run = 0.1, max_duration = 5, max_tokens_per_run = 100 },
  runs = 2, parallel = false,
})
