-- Opens a ticket in a tracker that wants a bearer token. The token is on the host; this procedure never sees it, hard as it looks.
--
--   examples/03-secret-keeper/run.sh
--
-- starts a local tracker, trusts nothing for good, and runs this file.

local function hunt(value, needle, path, found)
  if type(value) == "table" then
    for key, inner in pairs(value) do hunt(inner, needle, path .. "." .. tostring(key), found) end
  elseif type(value) == "string" and string.find(value, needle, 1, true) then
    found[#found + 1] = path
  end
  return found
end

Procedure {
  input = {
    title = field.string{default = "The coffee machine is on fire", min_length = 1, max_length = 200},
  },
  output = {
    ticket = field.integer{required = true},
    echoed = field.string{required = true, description = "The Authorization header as the tracker saw it and sent it back"},
    seen = field.array{required = true, items = field.string{}},
  },
  function(input)
    local ticket = Host.call("tracker.create_issue", { title = input.title, labels = { "urgent", "kitchen" } })
    -- The tracker is careless: it sends every header back. The broker takes the token out before the answer gets here.
    local echo = Host.call("tracker.echo", {})
    local places = hunt(echo, "Bearer ey", "echo", {})
    local environment = os.getenv("TRACKER_TOKEN")
    if environment then places[#places + 1] = "environment" end
    print("ticket " .. ticket.body.number .. "; the tracker saw: " .. echo.body.authorization)
    return { ticket = ticket.body.number, echoed = echo.body.authorization, seen = places }
  end
}
