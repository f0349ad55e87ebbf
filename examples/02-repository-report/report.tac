-- Reads every source file of the workspace and writes a report about them.
--
--   ./tactus trust examples/02-repository-report/report.tac.yml
--   ./tactus run examples/02-repository-report/report.tac
--
-- Writes report.md and report.json into the workspace. The git log comes from a host tool that the sidecar declares; without
-- trust in the sidecar the run is refused, and says which line asks for it.

local languages = require("languages")
local walk = require("walk")

local function count(text)
  local lines, todos = 0, {}
  local position = 1
  while position <= #text do
    local stop = string.find(text, "\n", position, true) or #text + 1
    lines = lines + 1
    local mark = string.find(text, "TODO", position, true)
    if mark and mark < stop then todos[#todos + 1] = lines end
    position = stop + 1
  end
  return lines, todos
end

-- Files with the same size, the same line count and the same ends are compared byte by byte; nothing else of a file is kept.
local function fingerprint(text, lines)
  return string.format("%d:%d:%s:%s", #text, lines, string.sub(text, 1, 48), string.sub(text, -48))
end

local function duplicates(candidates)
  local groups = {}
  for _, paths in ipairs(candidates) do
    local same = {}
    for _, path in ipairs(paths) do
      local text = File.read(path)
      local found = false
      for _, group in ipairs(same) do
        if group.text == text then
          group.paths[#group.paths + 1] = path
          found = true
          break
        end
      end
      if not found then same[#same + 1] = { text = text, paths = { path } } end
    end
    for _, group in ipairs(same) do
      if #group.paths > 1 then groups[#groups + 1] = group.paths end
    end
  end
  return groups
end

local function scan()
  local report = { files = 0, bytes = 0, lines = 0, languages = {}, todos = {} }
  local by_fingerprint, order = {}, {}
  for entry in walk.files(".") do
    local language = languages.of(entry.path)
    if language then
      local text = File.read(entry.path)
      local lines, todos = count(text)
      local total = report.languages[language] or { files = 0, lines = 0, bytes = 0 }
      total.files, total.lines, total.bytes = total.files + 1, total.lines + lines, total.bytes + #text
      report.languages[language] = total
      report.files, report.lines, report.bytes = report.files + 1, report.lines + lines, report.bytes + #text
      for _, line in ipairs(todos) do
        report.todos[#report.todos + 1] = { path = entry.path, line = line }
      end
      if #text > 0 then
        local key = fingerprint(text, lines)
        if not by_fingerprint[key] then
          by_fingerprint[key] = {}
          order[#order + 1] = key
        end
        table.insert(by_fingerprint[key], entry.path)
      end
      if report.files % 1000 == 0 then Log.info("reading", { files = report.files }) end
    end
  end

  local candidates = {}
  for _, key in ipairs(order) do
    if #by_fingerprint[key] > 1 then candidates[#candidates + 1] = by_fingerprint[key] end
  end
  report.duplicates = duplicates(candidates)
  return report
end

local function git_log(limit)
  local ok, answer = pcall(Host.call, "repository.log", { count = limit })
  if not ok then
    Log.warn("no git log", { reason = answer.message })
    return {}
  end
  local commits = {}
  if answer.exit_code == 0 then
    for line in string.gmatch(answer.stdout, "[^\n]+") do commits[#commits + 1] = line end
  end
  return commits
end

local function sorted_languages(report)
  local names = {}
  for name in pairs(report.languages) do names[#names + 1] = name end
  table.sort(names, function(a, b)
    local left, right = report.languages[a], report.languages[b]
    if left.lines ~= right.lines then return left.lines > right.lines end
    return a < b
  end)
  return names
end

local function render(report, commits)
  local out = { "# Repository report", "" }
  local function line(...) out[#out + 1] = string.format(...) end
  line("%d source files, %d lines, %d bytes.", report.files, report.lines, report.bytes)
  line("")
  line("| language | files | lines | bytes |")
  line("|---|---:|---:|---:|")
  for _, name in ipairs(sorted_languages(report)) do
    local total = report.languages[name]
    line("| %s | %d | %d | %d |", name, total.files, total.lines, total.bytes)
  end
  line("")
  line("## Marks to do (%d)", #report.todos)
  line("")
  for index = 1, math.min(#report.todos, 50) do
    line("* %s:%d", report.todos[index].path, report.todos[index].line)
  end
  line("")
  line("## Identical files (%d groups)", #report.duplicates)
  line("")
  for index = 1, math.min(#report.duplicates, 50) do
    line("* %s", table.concat(report.duplicates[index], ", ", 1, math.min(#report.duplicates[index], 10)))
  end
  line("")
  line("## Newest commits")
  line("")
  for _, commit in ipairs(commits) do line("* %s", commit) end
  return table.concat(out, "\n") .. "\n"
end

Procedure {
  input = {
    commits = field.integer{default = 10, min = 1, max = 100, description = "How many commits to show"},
  },
  output = {
    files = field.integer{required = true},
    lines = field.integer{required = true},
    todos = field.integer{required = true},
    duplicates = field.integer{required = true},
    commits = field.integer{required = true},
  },
  function(input)
    local report = scan()
    local commits = git_log(input.commits)
    File.write("report.md", render(report, commits))
    File.write("report.json", Json.encode(report) .. "\n")
    print(string.format("%d files, %d lines: see report.md and report.json", report.files, report.lines))
    return {
      files = report.files,
      lines = report.lines,
      todos = #report.todos,
      duplicates = #report.duplicates,
      commits = #commits,
    }
  end
}
