-- Writes release notes from the files in changes/, has a person approve them, and publishes them.
-- README.md beside this file has the commands: the run waits without a process, and goes on when somebody has answered.

Hitl("publish", { type = "approve", message = "Publish these release notes?" })

-- The first line of each change, in the order of the files' names.
local function headlines()
  local lines = {}
  for _, file in ipairs(File.list("changes")) do
    local text = File.read("changes/" .. file.name)
    lines[#lines + 1] = string.match(text, "^# ([^\n]+)")
  end
  return lines
end

-- What the press answers; anything but success ends the run.
local function press(tool, args)
  local answer = Host.call("press." .. tool, args)
  if answer.status ~= 200 then error(string.format("the press answered %d to %s", answer.status, tool)) end
  return answer.body
end

Procedure {
  input = {
    product = field.string{default = "Tactus", min_length = 1, max_length = 60},
  },
  output = {
    release = field.integer{required = true, description = "The number that the press gave"},
    published = field.boolean{required = true},
    changes = field.integer{required = true},
  },
  function(input)
    local changes = headlines()

    -- A number is gone once it was given. The run asks for it once, however often it is interrupted.
    local release = press("reserve", { product = input.product }).release

    local notes = checkpoint("notes", function()
      return string.format("# %s, release %d\n\n* %s\n", input.product, release, table.concat(changes, "\n* "))
    end)
    File.write("NOTES.md", notes)

    local published = Human.approve{config_key = "publish", context = { release = release, notes = notes }}
    if published then
      press("publish", { release = release, notes = notes })
    else
      press("withdraw", { release = release })
    end
    print(string.format("release %d %s", release, published and "is published" or "is withdrawn"))
    return { release = release, published = published, changes = #changes }
  end
}
