-- Release notes from a range of git commits: groups them by what they do, has a model write the opening paragraph, and stores the whole.
-- Without a model it is run with {summary = false}: the notes are then made of the commits alone.
local done = require("tactus.tools.done")

-- What a conventional commit's first word means to a reader (conventionalcommits.org, version 1.0.0), in the order of the notes.
local GROUPS = {
  { words = { "feat", "feature" }, title = "New" },
  { words = { "fix" }, title = "Mended" },
  { words = { "perf" }, title = "Faster" },
  { words = { "docs" }, title = "Documentation" },
}
local OTHERS = "Other changes"

writer = Agent {
  system_prompt = "You write the opening of release notes for {input.product}: at most three sentences, plain words, no list. "
    .. "Say what the reader gains. Hand the text over with the tool done.",
  tools = { done },
  max_turns = 4,
}

-- The group of a commit's subject, and the subject without its prefix.
local function group_of(subject)
  local word, breaking, rest = subject:match("^(%a+)%b()(!?):%s*(.+)$")
  if not word then word, breaking, rest = subject:match("^(%a+)(!?):%s*(.+)$") end
  if not word then return OTHERS, subject, false end
  for _, group in ipairs(GROUPS) do
    for _, known in ipairs(group.words) do
      if word:lower() == known then return group.title, rest, breaking == "!" end
    end
  end
  return OTHERS, rest, breaking == "!"
end

local function sorted_into_groups(log)
  local groups, breaking, count = {}, {}, 0
  for line in log:gmatch("[^\n]+") do
    local hash, subject = line:match("^(%x+) (.+)$")
    if hash then
      local title, text, breaks = group_of(subject)
      groups[title] = groups[title] or {}
      table.insert(groups[title], string.format("* %s (%s)", text, hash))
      if breaks then table.insert(breaking, string.format("* %s (%s)", text, hash)) end
      count = count + 1
    end
  end
  return groups, breaking, count
end

local function section(title, lines)
  if not lines or #lines == 0 then return "" end
  return string.format("\n## %s\n\n%s\n", title, table.concat(lines, "\n"))
end

local function opening(input, body)
  if not input.summary then return "" end
  local answer = writer({ message = "Write the opening for these changes:\n" .. body })
  local call = done.last_call()
  return "\n" .. tostring(call and call.args.reason or answer.output) .. "\n"
end

Procedure {
  input = {
    product = field.string{required = true, min_length = 1, max_length = 80},
    from = field.string{required = true, pattern = "^[A-Za-z0-9][A-Za-z0-9._/-]*$", description = "The tag or commit before the first change"},
    to = field.string{default = "HEAD", pattern = "^[A-Za-z0-9][A-Za-z0-9._/-]*$", description = "The last change"},
    path = field.string{default = "RELEASE_NOTES.md"},
    summary = field.boolean{default = true, description = "Whether a model writes an opening paragraph"},
  },
  output = {
    path = field.string{required = true},
    changes = field.integer{required = true},
    breaking = field.integer{required = true},
  },
  function(input)
    local answer = Host.call("git.log", { range = input.from .. ".." .. input.to })
    if answer.exit_code ~= 0 then error("git could not list the commits: " .. tostring(answer.stderr)) end
    local groups, breaking, count = sorted_into_groups(answer.stdout)
    local body = section("Attention: breaking changes", breaking)
    for _, group in ipairs(GROUPS) do body = body .. section(group.title, groups[group.title]) end
    body = body .. section(OTHERS, groups[OTHERS])
    if count == 0 then body = "\nNothing has changed.\n" end
    File.write(input.path, string.format("# %s: %s to %s\n%s%s", input.product, input.from, input.to, count > 0 and opening(input, body) or "", body))
    return { path = input.path, changes = count, breaking = #breaking }
  end
}

Specification([[
Feature: Release notes
  Scenario: Commits are put into groups
    Given the input product is "Lamp"
    And the input from is "v1"
    And the tool "git.log" returns {'exit_code': 0, 'stdout': 'a1 feat: dim the light\nb2 fix(wire)!: earth the case\nc3 Tidy up\n', 'stderr': ''}
    And the agent "writer" calls tool "done" with args {'reason': 'You can dim it now.'}
    When the procedure runs
    Then the procedure should complete successfully
    And the output changes should be 3
    And the output breaking should be 1
    And the done tool should be called exactly 1 time
    And the file "RELEASE_NOTES.md" holds "You can dim it now."
    And the file "RELEASE_NOTES.md" holds "* dim the light (a1)"

  Scenario: An empty range asks no model
    Given the input product is "Lamp"
    And the input from is "v1"
    And the tool "git.log" returns {'exit_code': 0, 'stdout': '', 'stderr': ''}
    When the procedure runs
    Then the output changes should be 0
    And the done tool should not be called
    And the file "RELEASE_NOTES.md" holds "Nothing has changed."

  Scenario: A range that git does not know
    Given the input product is "Lamp"
    And the input from is "nowhere"
    And the tool "git.log" returns {'exit_code': 128, 'stdout': '', 'stderr': 'unknown revision'}
    When the procedure runs
    Then the procedure should fail
]])

Step('the file "RELEASE_NOTES.md" holds "You can dim it now."', function() return File.read("RELEASE_NOTES.md"):find("You can dim it now.", 1, true) ~= nil end)
Step('the file "RELEASE_NOTES.md" holds "* dim the light (a1)"', function() return File.read("RELEASE_NOTES.md"):find("* dim the light (a1)", 1, true) ~= nil end)
Step('the file "RELEASE_NOTES.md" holds "Nothing has changed."', function() return File.read("RELEASE_NOTES.md"):find("Nothing has changed.", 1, true) ~= nil end)
