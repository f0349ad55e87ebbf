-- Reviews a diff: a model lists findings, a person decides what becomes of them, and the review is written down.
local FINDING = field.object{properties = {
  file = field.string{required = true},
  line = field.integer{required = true, min = 0},
  severity = field.string{required = true, enum = { "note", "warning", "error" }},
  text = field.string{required = true, min_length = 1, max_length = 2000},
}}

reviewer = Agent {
  system_prompt = "You review a change to a program. Report what is wrong, unsafe or unclear, and nothing else; an empty list is a good answer. "
    .. "Name file and line of the new version. The rules of this project: {input.rules}",
  output = {
    findings = field.array{required = true, items = FINDING},
  },
  tools = {},
  message_history = { source = "none" },
  temperature = 0,
}

-- A diff is split at its files, and files are put together up to this many bytes for one question.
local MOST = 24000

local function pieces_of(diff)
  local pieces, piece = {}, ""
  for part in ("\n" .. diff):gsub("\ndiff %-%-git ", "\n\0diff --git "):gmatch("[^%z]+") do
    if #piece > 0 and #piece + #part > MOST then
      pieces[#pieces + 1] = piece
      piece = ""
    end
    piece = piece .. part
  end
  if piece:find("%S") then pieces[#pieces + 1] = piece end
  return pieces
end

local function review_text(input, findings)
  local lines = { string.format("# Review of %s", input.range), "" }
  for _, finding in ipairs(findings) do
    lines[#lines + 1] = string.format("* **%s** `%s:%d` %s", finding.severity, finding.file, finding.line, finding.text)
  end
  if #findings == 0 then lines[#lines + 1] = "Nothing was found." end
  return table.concat(lines, "\n") .. "\n"
end

Procedure {
  input = {
    range = field.string{default = "HEAD~1..HEAD", pattern = "^[A-Za-z0-9][A-Za-z0-9._/~^-]*$", description = "What git diff compares"},
    rules = field.string{default = "none beside good sense", max_length = 4000},
    path = field.string{default = "REVIEW.md"},
  },
  output = {
    findings = field.integer{required = true},
    errors = field.integer{required = true},
    decision = field.string{required = true, description = "What the person chose, or 'nothing to decide'"},
  },
  function(input)
    local answer = Host.call("git.diff", { range = input.range })
    if answer.exit_code ~= 0 then error("git could not compare: " .. tostring(answer.stderr)) end
    if answer.truncated then error("the change is too large to review at once; name a smaller range") end
    local findings, errors = {}, 0
    for _, piece in ipairs(pieces_of(answer.stdout)) do
      for _, finding in ipairs(reviewer({ message = "Review this change:\n" .. piece }).output.findings) do
        findings[#findings + 1] = finding
        if finding.severity == "error" then errors = errors + 1 end
      end
    end
    local text = review_text(input, findings)
    local decision = "nothing to decide"
    if #findings > 0 then
      local review = Human.review{
        message = string.format("%d findings in %s. Keep this review?", #findings, input.range), artifact = text, artifact_type = "markdown",
        options = { "keep", "reject" },
      }
      decision, text = review.decision, review.edited_artifact or text
    end
    if decision ~= "Reject" then File.write(input.path, text) end
    return { findings = #findings, errors = errors, decision = decision }
  end
}

Specification([[
Feature: Review of a change
  Scenario: Findings are shown to a person
    Given the tool "git.diff" returns {'exit_code': 0, 'stdout': 'diff --git a/x.c b/x.c\n+gets(line);\n', 'stderr': '', 'truncated': False}
    And the agent "reviewer" returns data {'findings': [{'file': 'x.c', 'line': 1, 'severity': 'error', 'text': 'gets has no bound'}]}
    When the procedure runs
    Then the output findings should be 1
    And the output errors should be 1
    And the output decision should be "Keep"

  Scenario: A change without findings asks nobody
    Given the tool "git.diff" returns {'exit_code': 0, 'stdout': 'diff --git a/x.c b/x.c\n+int a;\n', 'stderr': '', 'truncated': False}
    And the agent "reviewer" returns data {'findings': []}
    When the procedure runs
    Then the output decision should be "nothing to decide"

  Scenario: An empty change asks no model
    Given the tool "git.diff" returns {'exit_code': 0, 'stdout': '', 'stderr': '', 'truncated': False}
    When the procedure runs
    Then the output findings should be 0
]])
