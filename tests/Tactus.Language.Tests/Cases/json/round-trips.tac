-- expect: succeeded "ok"
local function same(text, expected)
  local got = Json.encode(Json.decode(text))
  assert(got == (expected or text), got)
end
same('{"a":1,"b":[1,2.5,-3],"c":null,"d":{},"e":[],"f":true,"g":"x"}')
same(' [ 1 , 2 ] ', "[1,2]")
same('"\\u00e9\\ud83d\\ude00\\n\\u0001\\"\\\\\\/"', '"é😀\\n\\u0001\\"\\\\/"')
same("1.0", "1") same("1e3", "1000") same("-0.5") same("0.1") same("1e300", "1e+300") same("9223372036854775807") same("123456789.125")
assert(math.type(Json.decode("1")) == "integer" and math.type(Json.decode("1.0")) == "float" and Json.decode("null") == nil)
assert(Json.encode({}) == "{}" and Json.encode(Json.array()) == "[]" and Json.encode(Json.null) == "null" and Json.encode(nil) == "null")
assert(Json.encode({ b = 1, a = { 1, 5.0 } }, true) == '{\n  "a": [\n    1,\n    5\n  ],\n  "b": 1\n}')
assert(Json.encode({ 1 }, { indent = 4 }) == "[\n    1\n]")
return "ok"
