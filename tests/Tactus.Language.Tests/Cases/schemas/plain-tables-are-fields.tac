-- input: {"city": "Oslo", "list": [{"n": 1}]}
-- expect: succeeded {"text": "Oslo low 3 1"}

Procedure {
  input = {
    city = { type = "string", required = true },
    level = { type = "str", enum = { "low", "high" }, default = "low" },
    count = { type = "int", default = 3 },
    list = { type = "list", items = { type = "dict", properties = { n = { type = "number" } } } },
  },
  output = { text = { type = "string", required = true } },
  function(input) return { text = input.city .. " " .. input.level .. " " .. input.count .. " " .. input.list[1].n } end
}
