-- State is counted before and after waits; a resumed run counts nothing twice.
Procedure {
  state = { count = field.integer{default = 0} },
  output = { count = field.integer{required = true} },
  function()
    State.increment("count")
    Human.approve("Go on?")
    State.increment("count")
    Sleep(86400)
    State.increment("count")
    checkpoint(function()
      State.increment("count", 10)
      Human.approve("In here, too?")
      State.increment("count", 10)
    end)
    return { count = State.get("count") }
  end
}
