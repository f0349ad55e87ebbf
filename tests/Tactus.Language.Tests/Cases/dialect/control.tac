-- expect: succeeded [0, false, true, false, true, true]
return {
  Iterations.current(), Iterations.exceeded(1), Iterations.exceeded(0), Stop.requested(), Stop.reason() == nil, Stop.success(),
}
