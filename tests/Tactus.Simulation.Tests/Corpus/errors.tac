-- Effects that fail, in pcall, in Retry, in coroutines, in metamethods, in the comparator of a sort.
Procedure {
  output = { log = field.array{required = true} },
  function()
    local log = {}
    local function note(...) log[#log + 1] = table.concat({...}, " ") end
    local ok, failure = pcall(Host.call, "sim.once", {id = "fails", fails = 1})
    note("first", tostring(ok), failure.code, failure.kind)
    note("second", tostring((pcall(Host.call, "sim.once", {id = "fails", fails = 1}))))
    local value = Retry.with_backoff(function(attempt)
      note("attempt", attempt)
      return Host.call("sim.keyed", {id = "flaky", fails = 2, attempt = attempt}).value
    end, {initial_delay = 2, backoff_factor = 10})
    note("value", value)
    local each = coroutine.wrap(function()
      for item = 1, 3 do coroutine.yield(Host.call("sim.once", {id = "item " .. item}).value) end
    end)
    note("item", each())
    local lazy = setmetatable({}, {__index = function(_, key) return Host.call("sim.read", {id = key}).value end})
    note("lazy", lazy.red, lazy.green)
    note("item", each())
    local list = {3, 1, 2}
    table.sort(list, function(a, b)
      return Host.call("host.echo", {a = a, b = b}).echo.a < b
    end)
    note("sorted", table.concat(list, ","))
    note("item", each())
    local colours = {red = 1, green = 2, blue = 3, ["a long name"] = 4}
    for name, number in pairs(colours) do note(name, Host.call("sim.keyed", {id = name, number = number}).value) end
    note("denied", select(2, pcall(Host.call, "shell.run", {})).code)
    return { log = log }
  end
}
