-- refuse: host.call mail.send TAC3101 denied the grant has no tool mail.send
-- expect: succeeded {"code": "TAC3101", "kind": "denied", "message": "the grant has no tool mail.send", "text": "the grant has no tool mail.send", "retryable": false, "mend": "tools.allow", "joined": "error: the grant has no tool mail.send"}
Procedure {
  function()
    local ok, problem = pcall(Host.call, "mail.send", {})
    assert(not ok)
    return {
      code = problem.code, kind = problem.kind, message = problem.message, text = tostring(problem), retryable = problem.retryable,
      mend = problem.mend, joined = "error: " .. problem,
    }
  end
}
