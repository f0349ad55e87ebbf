-- Compares the dependencies in a package.json with the newest versions that the npm registry has, and writes a report. Made for a nightly run:
-- an unchanged state is said so, a failing request is retried and then named in the report, and a new major version alerts the operator.
local json = require("tactus.io.json")

local function numbers_of(version)
  local major, minor, patch = version:match("(%d+)%.(%d+)%.(%d+)")
  if not major then return nil end
  return { tonumber(major), tonumber(minor), tonumber(patch) }
end

-- "major", "minor" or "patch": the first number in which the newest version is greater; nil when it is not.
local function step_between(current, newest)
  local old, new = numbers_of(current), numbers_of(newest)
  if not old or not new then return nil end
  for index, name in ipairs { "major", "minor", "patch" } do
    if new[index] ~= old[index] then return new[index] > old[index] and name or nil end
  end
  return nil
end

local function newest_of(name)
  local answer = Retry.with_backoff(function()
    local response = Host.call("npm.latest", { package = name })
    if response.status >= 500 then error({ code = "REGISTRY", message = "the registry answered with " .. response.status, retryable = true }) end
    return response
  end, { max_attempts = 3, initial_delay = 2 })
  if answer.status ~= 200 then error(string.format("the registry answered with %d", answer.status)) end
  return answer.body.version
end

local function names_in(manifest)
  local wanted, names = {}, {}
  for _, group in ipairs { "dependencies", "devDependencies" } do
    for name, version in pairs(manifest[group] or {}) do
      if not wanted[name] then names[#names + 1] = name end
      wanted[name] = version
    end
  end
  table.sort(names)
  return names, wanted
end

local function row(name, current, newest, step)
  return string.format("| %s | %s | %s | %s |", name, current, newest, step)
end

Procedure {
  input = {
    manifest = field.string{default = "package.json"},
    path = field.string{default = "dependencies.md"},
  },
  output = {
    dependencies = field.integer{required = true},
    outdated = field.integer{required = true},
    major = field.integer{required = true},
    failed = field.integer{required = true},
  },
  function(input)
    local names, wanted = names_in(json.read(input.manifest))
    local rows, outdated, major, failed = {}, 0, 0, 0
    for _, name in ipairs(names) do
      local ok, newest = pcall(newest_of, name)
      if not ok then
        failed = failed + 1
        rows[#rows + 1] = row(name, wanted[name], "?", tostring(newest))
      else
        local step = step_between(wanted[name], newest)
        if step then
          outdated = outdated + 1
          if step == "major" then major = major + 1 end
          rows[#rows + 1] = row(name, wanted[name], newest, step)
        end
      end
    end
    local body = #rows > 0 and "| package | used | newest | step |\n|---|---|---|---|\n" .. table.concat(rows, "\n") or "All dependencies are up to date."
    File.write(input.path, string.format("# Dependencies of %s\n\n%s\n", input.manifest, body))
    if major > 0 then
      System.alert{message = string.format("%d dependencies have a new major version", major), level = "warning", source = "dependency-report"}
    end
    return { dependencies = #names, outdated = outdated, major = major, failed = failed }
  end
}

Mocks {
  ["npm.latest"] = { conditional = {
    { when = { package = "left-pad" }, returns = { status = 200, body = { version = "2.0.0" } } },
    { when = { package = "tape" }, returns = { status = 200, body = { version = "5.1.0" } } },
    { when = { package = "gone" }, returns = { status = 404, body = {} } },
  } },
}

Step("a manifest with three packages", function()
  File.write("package.json", Json.encode{dependencies = { ["left-pad"] = "^1.3.0", gone = "1.0.0" }, devDependencies = { tape = "5.1.0" }})
end)

Step("the report names what could not be asked", function()
  return File.read("dependencies.md"):find("| gone | 1.0.0 | ? |", 1, true) ~= nil
end)

Specification([[
Feature: Report of dependencies
  Scenario: One is old, one is new, one is gone
    Given a manifest with three packages
    When the procedure runs
    Then the output dependencies should be 3
    And the output outdated should be 1
    And the output major should be 1
    And the output failed should be 1
    And the report names what could not be asked

  Scenario: No manifest
    When the procedure runs
    Then the procedure should fail
]])
