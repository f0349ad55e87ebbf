-- Asks the host for the time again and again. The difference of two answers is the time of one call, as Lua sees it.
Procedure {
  input = { calls = field.integer{default = 20000, min = 2} },
  output = { median_nanos = field.integer{required = true}, p99_nanos = field.integer{required = true} },
  function(input)
    local spans = {}
    local before = Host.call("host.time").unix_nanos
    for i = 1, input.calls do
      local now = Host.call("host.time").unix_nanos
      spans[i] = now - before
      before = now
    end
    table.sort(spans)
    return { median_nanos = spans[(#spans + 1) // 2], p99_nanos = spans[#spans * 99 // 100] }
  end
}
