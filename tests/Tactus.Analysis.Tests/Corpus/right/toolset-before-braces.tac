Toolset "files" {
  description = "Files",
  tools = { { name = "read", description = "Reads", input = { path = field.string{required = true} }, function(args) return args.path end }, "count" },
}
count = Tool { description = "Counts", function() return 1 end }
reader = Agent { model = "openai/gpt-4o-mini", tools = { "files", { name = "files", include = { "read" }, prefix = "f_", rename = { read = "peek" } } } }
return { name = Toolset.get("files").name }
