-- input: {"i": "3", "f": "2.5", "whole": "4.0", "b": "true", "list": "[1, 2]", "map": "{\"a\": null}", "any": "5", "s": "7"}
-- coerce: true
-- expect: succeeded {"i": 3, "f": 2.5, "whole": 4, "b": true, "list": [1, 2], "map": {"a": null}, "any": 5, "s": "7", "types": "integer float integer"}
Procedure {
  input = {
    i = field.integer{}, f = field.number{}, whole = field.integer{}, b = field.boolean{}, list = field.array{}, map = field.object{},
    any = field.any{}, s = field.string{},
  },
  function(input)
    input.types = math.type(input.i) .. " " .. math.type(input.f) .. " " .. math.type(input.whole)
    return input
  end
}
