-- Effects in the order of pairs, in a coroutine, in a metamethod, in pcall.
Procedure {
  function()
    local seen = {}
    for name, number in pairs({red = 1, green = 2, blue = 3, ["a longer name"] = 4, 5, 6}) do
      seen[#seen + 1] = tostring(name) .. " " .. Host.call("sim.keyed", {name = tostring(name), number = number}).value
    end
    local each = coroutine.wrap(function()
      for item = 1, 2 do coroutine.yield(Host.call("sim.once", {item = item}).value) end
    end)
    local lazy = setmetatable({}, {__index = function(_, key) return Host.call("sim.read", {key = key}).value end})
    local ok, failure = pcall(Host.call, "sim.once", {fails = 1})
    return { seen = seen, items = { each(), each() }, lazy = lazy.colour, ok = ok, code = failure.code, random = math.random(1, 1000000) }
  end
}
