-- line: warn: State.increment: state.x was a string and starts again at 0
-- expect: succeeded 1
state.x = "text"
return State.increment("x")
