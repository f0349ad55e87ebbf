-- refuse: host.call mail.send TAC3101 denied the grant has no tool mail.send
-- expect: failed TAC3101 6 the grant has no tool mail.send
-- mend: tools.allow
-- traceback: denied-and-not-caught.tac:6
local function send()
  Host.call("mail.send", {})
end
Procedure { function() send() return {} end }
