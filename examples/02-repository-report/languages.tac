-- Which language a file name speaks of.

local by_ending = {
  c = "C", h = "C", cc = "C++", cpp = "C++", hpp = "C++", cs = "C#", go = "Go", java = "Java", js = "JavaScript", ts = "TypeScript",
  lua = "Lua", tac = "Tactus", py = "Python", rb = "Ruby", rs = "Rust", sh = "Shell", proto = "Protocol Buffers",
  csproj = "MSBuild", props = "MSBuild", targets = "MSBuild", yml = "YAML", yaml = "YAML", json = "JSON", md = "Markdown",
}

local languages = {}

-- The language of a path, or nil for a file that is no source. The report's own files are no source.
function languages.of(path)
  if path == "report.md" or path == "report.json" then return nil end
  local ending = string.match(path, "%.(%w+)$")
  return ending and by_ending[string.lower(ending)]
end

return languages
