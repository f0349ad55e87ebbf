-- Opens a ticket in a tracker that wants a bearer token. The token is on the host; this procedure never sees it, hard as it looks.
--
--   examples/03-secret-keeper/run.sh
--
-- makes a token, starts a local tracker that knows it, trusts the sidecar for this one run, and runs this file.

-- Every place in a value where something stands that could be the token: 64 hexadecimal digits.
local function hunt(value, path, found)
  if type(value) == "table" then
    for key, inner in pairs(value) do hunt(inner, path .. "." .. tostring(key), found) end
  elseif type(value) == "string" and string.find(value, string.rep("%x", 64)) then
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
    tracker_saw = field.string{required = true, description = "The Authorization header as the tracker saw it and sent it back"},
    leaks = field.array{required = true, items = field.string{}},
  },
  function(input)
    local ticket = Host.call("tracker.create_issue", { title = input.title, labels = { "urgent", "kitchen" } })
    -- The tracker is careless: it sends the header back. The broker takes the token out before the answer gets here.
    local echo = Host.call("tracker.echo", {})
    local leaks = hunt(echo, "echo", hunt(ticket, "ticket", {}))
    if os.getenv("TRACKER_TOKEN") then leaks[#leaks + 1] = "environment" end
    print("ticket " .. ticket.body.number .. "; the tracker saw: " .. echo.body.authorization)
    return { ticket = ticket.body.number, tracker_saw = echo.body.authorization, leaks = leaks }
  end
}
